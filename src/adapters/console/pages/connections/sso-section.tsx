import { Button } from '@mantine/core';
import { useMayDo } from '../../api/caller.ts';
import { Permitted } from '../../states/permitted.tsx';
import { ChangeConnection } from './change-connection.tsx';
import { ConnectionList } from './connection-list.tsx';
import { ConnectionRemoval } from './connection-removal.tsx';
import styles from './connections.module.css';
import type { ConnectionsSearch } from './connections-search.ts';
import { OidcForm } from './oidc-form.tsx';
import { SamlForm } from './saml-form.tsx';

interface SsoSectionProps {
  readonly open: ConnectionsSearch;
  readonly show: (open: ConnectionsSearch) => void;
}

/** By whom people sign in, and the form in which that is added or changed. */
export function SsoSection({ open: { add, change, remove }, show }: SsoSectionProps) {
  const mayWrite = useMayDo()('sso:write');
  const close = () => show({});
  return (
    <section className={styles.section}>
      <header>
        <div>
          <h2>Single Sign-On</h2>
          <p>By whom people prove who they are.</p>
        </div>
        {mayWrite && (
          <div className={styles.buttons}>
            <Button
              size="xs"
              variant="default"
              onClick={() => show({ add: 'saml' })}
              disabled={add === 'saml'}
            >
              Add SAML
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => show({ add: 'oidc' })}
              disabled={add === 'oidc'}
            >
              Add OpenID Connect
            </Button>
          </div>
        )}
      </header>
      {(change || remove || add === 'saml' || add === 'oidc') && (
        <Permitted anyOf={['sso:write']}>
          {add === 'saml' && <SamlForm close={close} />}
          {add === 'oidc' && <OidcForm close={close} />}
          {change && <ChangeConnection id={change} close={close} />}
          {remove && <ConnectionRemoval key={remove} id={remove} close={close} />}
        </Permitted>
      )}
      <ConnectionList change={(id) => show({ change: id })} remove={(id) => show({ remove: id })} />
    </section>
  );
}
