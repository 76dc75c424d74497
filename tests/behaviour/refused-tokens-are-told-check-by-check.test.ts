import { expect, test } from 'vitest';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import { sqlite } from '../support/databases.ts';
import { writtenRequests } from '../support/logged-requests.ts';
import { operator, serverOn } from '../support/start-server.ts';

const server = serverOn(sqlite, { tokenCacheSeconds: 0 });

/** The checks in their order, by the code of the refusal. */
const failing = [
  ['tokenMissing', 'A token is presented.'],
  ['tokenCut', 'The token is whole.'],
  ['tokenUnknown', 'The token is one of this installation.'],
  ['tokenRevoked', 'The token is not revoked.'],
  ['tokenExpired', 'The token has not expired.'],
  ['tokenAddressRefused', 'The token may be used from this address.'],
  ['accountClosed', 'The account is open.'],
] as const;

async function tokens() {
  const { application } = server();
  const account = await server().openAccount();
  const closed = await server().openAccount('Closed');
  const [good, revoked, expiring, bound] = [
    await account.issueToken(),
    await account.issueToken(),
    await account.issueToken({ expiresInDays: 1 }),
    await account.issueToken({ addresses: ['203.0.113.0/24'] }),
  ];
  await application.revokeToken(account.caller, { id: revoked.token.state.id });
  await application.closeAccount(closed.caller);
  server().putClockForward(2);
  const texts: Readonly<Record<(typeof failing)[number][0], string | undefined>> = {
    tokenMissing: undefined,
    tokenCut: good.text.slice(0, -5),
    tokenUnknown: `${good.text.slice(0, -5)}${good.text.endsWith('AAAAA') ? 'BBBBB' : 'AAAAA'}`,
    tokenRevoked: revoked.text,
    tokenExpired: expiring.text,
    tokenAddressRefused: bound.text,
    accountClosed: closed.token.text,
  };
  return { account, closed, texts };
}

test.each(['/scim/v2/Users', '/api/v1/agents'])(
  'at %s',
  async (path) => {
    const { account, closed, texts } = await tokens();
    // Of what is no token of anybody no account is known, so that operators see it.
    const operators = { ...operator, accountId: serviceAccountId };
    const readers = { tokenMissing: operators, tokenCut: operators, accountClosed: closed.caller };
    for (const [index, [code, failed]] of failing.entries()) {
      const text = texts[code];
      const headers = new Headers(text === undefined ? {} : { authorization: `Bearer ${text}` });
      const response = await fetch(`${server().baseUrl('')}${path}`, { headers });
      const requestId = response.headers.get('x-request-id') ?? '';
      const reader = readers[code as keyof typeof readers] ?? account.caller;
      const [request] = await writtenRequests(server().application, reader, 1, { requestId });
      expect(request?.refusal?.checks?.map(({ check, passed }) => [check, passed])).toEqual(
        failing.slice(0, index + 1).map(([, check]) => [check, check !== failed]),
      );
      const last = request?.refusal?.checks?.at(-1);
      expect(last?.received).not.toBe(last?.expected);
      if (text !== undefined) expect(JSON.stringify(request)).not.toContain(text);
    }
  },
  60_000,
);
