import { Button } from '@mantine/core';
import type { ConnectionAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { CardItem } from '../../card/card-list.tsx';
import { Copyable } from '../../copy/copyable.tsx';
import { Fact } from '../../roll/roll.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { Certificates } from './certificates.tsx';
import { useTestConnection } from './connection-queries.ts';
import styles from './connections.module.css';
import { TestOutcome } from './test-outcome.tsx';

interface ConnectionCardProps {
  readonly connection: ConnectionAnswer;
  readonly change: (id: string) => void;
  /** Asks whether the one with this id is to be removed. */
  readonly remove: (id: string) => void;
}

const kinds: Readonly<Record<ConnectionAnswer['kind'], string>> = {
  saml: 'SAML 2.0',
  oidc: 'OpenID Connect',
  elsewhere: 'Sign-in elsewhere',
};

/** A connection: what its identity provider was told, until when its certificates hold, and what can be done with it. */
export function ConnectionCard({ connection, change, remove }: ConnectionCardProps) {
  const { id, name, kind, certificates } = connection;
  const mayWrite = useMayDo()('sso:write');
  const test = useTestConnection();
  return (
    <CardItem title={name} standing={<span>{kinds[kind]}</span>}>
      <ConnectionFacts connection={connection} />
      {certificates && <Certificates certificates={certificates} />}
      {mayWrite && kind !== 'elsewhere' && (
        <div className={styles.buttons}>
          <Button
            size="xs"
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate({ id })}
            aria-label={`Test ${name}`}
          >
            Test
          </Button>
          <Button size="xs" variant="default" onClick={() => change(id)} aria-label={`Change ${name}`}>
            Change
          </Button>
          <Button size="xs" variant="default" onClick={() => remove(id)} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </div>
      )}
      {test.data && <TestOutcome provider={test.data} isSaved />}
      {test.error && <Failure error={test.error} />}
    </CardItem>
  );
}

function ConnectionFacts({ connection }: { readonly connection: ConnectionAnswer }) {
  const { issuer, acsPath, audiencePath, callbackPath, clientId, clientSecretSetAt } = connection;
  const { metadataUrl, refreshFailure, checkedAt, secret } = connection;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name="Issuer">{issuer}</Fact>
        <AddressFact name="ACS URL" path={acsPath} />
        <AddressFact name="Audience" path={audiencePath} />
        <AddressFact name="Redirect URI" path={callbackPath} />
        {clientId && <Fact name="Client ID">{clientId}</Fact>}
        {clientSecretSetAt && (
          <Fact name="Client secret">
            set <Moment at={clientSecretSetAt} />
          </Fact>
        )}
        {metadataUrl && <Fact name="Metadata">{metadataUrl}</Fact>}
        {checkedAt && (
          <Fact name="Looked at">
            <Moment at={checkedAt} />
          </Fact>
        )}
      </dl>
      {refreshFailure && (
        <p className={styles.warning}>
          The metadata cannot be read any more, since <Moment at={refreshFailure.since} />:{' '}
          {refreshFailure.reason}
        </p>
      )}
      {secret === 'unreadable' && (
        <p className={styles.warning}>
          The client secret cannot be decrypted with any key that the service has. Give it anew by{' '}
          <em>Change</em>.
        </p>
      )}
    </>
  );
}

const AddressFact = ({ name, path }: { readonly name: string; readonly path?: string }) =>
  path && (
    <Fact name={name}>
      <Copyable name={name} value={new URL(path, document.baseURI).href} />
    </Fact>
  );
