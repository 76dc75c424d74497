import { ServerUnreachable } from './server-unreachable.ts';

/** Something else answers at the address, to which no token may be sent. */
class ServerForeign extends Error {
  override readonly name = 'ServerForeign';
  readonly code = 'serverForeign';

  constructor(baseUrl: string, status: number) {
    super(
      `What answers at ${baseUrl} is not Rollcall (its status is ${status}, and it does not ask for a token of Rollcall's). No token was sent to it. Check ROLLCALL_PORT, or name another address with --base-url.`,
    );
  }
}

/** By the realm of its challenge a server says whose credentials it wants (RFC 9110 section 11.5). */
const realm = /\brealm="Rollcall SCIM"/;
const timeoutMilliseconds = 10_000;

/**
 * Asks without a token, which Rollcall refuses under its own name.
 *
 * @throws ServerUnreachable, ServerForeign
 */
export async function requireRollcall(baseUrl: string): Promise<void> {
  const url = `${baseUrl.replace(/\/$/, '')}/Users?count=0`;
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const { status, headers } = await fetch(url, { redirect: 'manual', signal }).catch((error: unknown) => {
    throw new ServerUnreachable(baseUrl, error);
  });
  if (status === 401 && realm.test(headers.get('www-authenticate') ?? '')) return;
  throw new ServerForeign(baseUrl, status);
}
