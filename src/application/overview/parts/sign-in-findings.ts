import type { Session } from '../../../domain/session/session.ts';
import { endsSoon } from '../../../domain/shared/expiry-warnings.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { certificatesEnd } from '../../../domain/sign-in/signing-certificate.ts';
import type { SsoConnection } from '../../../domain/sign-in/sso-connection.ts';
import type { Finding } from './finding.ts';

/** Whether people can sign in, and did. */
export function signInFindings(
  connections: readonly SsoConnection[],
  newest: Session | undefined,
  at: Instant,
): readonly Finding[] {
  const [first] = connections;
  if (first === undefined) return [{ condition: 'failing', reason: 'ssoMissing' }];
  const own = connections.filter(({ state }) => state.provider.kind !== 'elsewhere');
  const subject = { type: 'connection', name: first.state.provider.issuer };
  const uses: Finding =
    own.length === 0 ? { condition: 'working', reason: 'signsInElsewhere', subject } : lastSignIn(newest);
  return [uses, ...own.flatMap((connection) => certificateFindings(connection, at))];
}

function lastSignIn(newest: Session | undefined): Finding {
  if (newest === undefined) return { condition: 'waiting', reason: 'nobodySignedIn' };
  const { agentId: id, userName: name, createdAt: at } = newest.state;
  return { condition: 'working', reason: 'signedIn', at, subject: { type: 'agent', id, name } };
}

function certificateFindings(
  { state: { id, name, provider } }: SsoConnection,
  at: Instant,
): readonly Finding[] {
  if (provider.kind !== 'saml') return [];
  const subject = { type: 'connection', id, name };
  const findings: Finding[] = [];
  const end = certificatesEnd(provider.certificates);
  if (end !== undefined && end <= at)
    findings.push({ condition: 'failing', reason: 'certificateEnded', at: end, subject });
  else if (end !== undefined && endsSoon(end, at))
    findings.push({ condition: 'attention', reason: 'certificateEnds', at: end, subject });
  const { refreshFailure } = provider;
  if (refreshFailure !== undefined) {
    const { since, reason: message } = refreshFailure;
    findings.push({ condition: 'attention', reason: 'metadataUnreadable', at: since, subject, message });
  }
  return findings;
}
