import type { ProviderAnswer } from '../../../koa-admin/answers/provider-answer.ts';
import { Fact } from '../../roll/roll.tsx';
import styles from './connections.module.css';
import { ProviderPreview } from './provider-preview.tsx';

interface TestOutcomeProps {
  readonly provider: ProviderAnswer;
  /** Whether a connection was tested as it is stored, and not as it may be. */
  readonly isSaved?: boolean;
}

/** What a test has found out, what it has not, and what the identity provider says of itself. */
export const TestOutcome = ({ provider, isSaved = false }: TestOutcomeProps) => (
  <>
    <ClientFlaw client={provider.client} isSaved={isSaved} />
    <p>{isSaved ? whatWasTested(provider) : whatMayBeSaved(provider)}</p>
    <ProviderPreview provider={provider} />
  </>
);

function whatWasTested({ wasAsked, client }: ProviderAnswer): string {
  if (!wasAsked) return 'These are the stored metadata; nobody was asked.';
  return client?.outcome === 'accepted'
    ? 'The identity provider answers, and accepts the client and its secret. Nothing was changed.'
    : 'The identity provider answers. Nothing was changed.';
}

function whatMayBeSaved({ wasAsked, kind, client }: ProviderAnswer): string {
  if (!wasAsked) return 'These are the metadata that you gave; nobody was asked.';
  if (client?.outcome === 'accepted')
    return 'The identity provider answers, and accepts the client and its secret. Nothing is saved yet.';
  return kind === 'oidc' && client === undefined
    ? 'The identity provider answers. Whether it accepts the client and its secret is told by Test.'
    : 'The identity provider answers. Nothing is saved yet.';
}

/** Why nobody will be signed in, or why that is not known, and where to mend it. */
function ClientFlaw({ client, isSaved }: Pick<ProviderAnswer, 'client'> & { readonly isSaved: boolean }) {
  if (client?.refusal === undefined) return null;
  const { expected, received, remedy } = client.refusal;
  return (
    <section className={styles.flaw} role="alert">
      {client.outcome === 'refused' ? (
        <p>Sign-in by this connection will fail: its client is not accepted.</p>
      ) : (
        <p>Whether the client and its secret are accepted is not known.</p>
      )}
      <dl className={styles.facts}>
        <Fact name="Expected">{expected}</Fact>
        <Fact name="Received">{received}</Fact>
      </dl>
      <p>{remedy}</p>
      {client.outcome === 'refused' && (
        <p>
          In Okta both stand in the application, on the tab <em>General</em>, under{' '}
          <em>Client Credentials</em>.
          {isSaved && (
            <>
              {' '}
              Give them by <em>Change</em>, and the addresses stay; a connection that is added again has a
              redirect URI of its own.
            </>
          )}
        </p>
      )}
    </section>
  );
}
