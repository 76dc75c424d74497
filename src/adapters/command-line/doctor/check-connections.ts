import type { ListedSsoConnection } from '../../../application/sign-in/list-sso-connections.ts';
import type { Account } from '../../../domain/account/account.ts';
import { endsSoon } from '../../../domain/shared/expiry-warnings.ts';
import { instantOf } from '../../../domain/shared/instant.ts';
import { certificatesEnd } from '../../../domain/sign-in/signing-certificate.ts';
import { type Check, doubtful, wrong } from './check.ts';

const name = 'sign-in';

/** What keeps agents from signing in, or soon will. */
export function checkConnections(
  account: Account['state'],
  listed: readonly ListedSsoConnection[],
  now: number,
): readonly Check[] {
  return listed.flatMap((one) => {
    const { id, name: called } = one.connection.state;
    const named = `${JSON.stringify(called)} (${id}) of ${JSON.stringify(account.name)}`;
    const change = `rollcall sso change ${id} --account ${account.id}`;
    return [
      ...checkMetadata(one, named, change),
      ...checkCertificates(one, named, change, now),
      ...checkSecret(one, named, change),
    ];
  });
}

function checkMetadata({ connection }: ListedSsoConnection, named: string, change: string): readonly Check[] {
  const { provider } = connection.state;
  if (provider.kind !== 'saml' || provider.refreshFailure === undefined) return [];
  const { since, reason } = provider.refreshFailure;
  const found = `the metadata of ${named} cannot be read since ${since}; what was read before holds. ${reason}`;
  const mend = `Mend that, or name another address: ${change} --metadata-url URL`;
  return [doubtful(name, found, mend)];
}

function checkCertificates(
  { connection }: ListedSsoConnection,
  named: string,
  change: string,
  now: number,
): readonly Check[] {
  const { provider } = connection.state;
  if (provider.kind !== 'saml') return [];
  const at = instantOf(new Date(now));
  const end = certificatesEnd(provider.certificates);
  if (end === undefined || !endsSoon(end, at)) return [];
  const next = 'Have the identity provider publish the next certificate';
  const mend = provider.metadataUrl
    ? `${next}; it is read within a day.`
    : `${next}, then: ${change} --metadata-file FILE`;
  return end <= at
    ? [wrong(name, `the signing certificates of ${named} ended on ${end}`, mend)]
    : [doubtful(name, `the signing certificates of ${named} end on ${end}`, mend)];
}

function checkSecret({ secret }: ListedSsoConnection, named: string, change: string): readonly Check[] {
  const mend = `Run: ${change} --client-secret-file FILE`;
  switch (secret) {
    case 'unreadable':
      return [wrong(name, `the secret of ${named} cannot be decrypted with the keys that there are`, mend)];
    case 'opensWithOlderKey':
      return [doubtful(name, `the secret of ${named} is encrypted with an older key`, mend)];
    default:
      return [];
  }
}
