import { afterEach, expect, test } from 'vitest';
import { authenticateSession } from '../../../src/adapters/koa-http/authenticate-session.ts';
import { fromOwnScripts } from '../../../src/adapters/koa-http/own-pages.ts';
import { RateLimits } from '../../../src/adapters/koa-http/rate-limits.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { RequestsInFlight } from '../../../src/adapters/koa-http/requests-in-flight.ts';
import type { PresentedSession } from '../../../src/application/sessions/authenticate-session.ts';
import { sessionId } from '../../../src/domain/session/session.ts';
import { accountId } from '../../../src/domain/shared/identifiers.ts';
import { type Serving, serving } from './serving.ts';

let running: Serving | undefined;
afterEach(() => running?.server.stop());

interface Settings {
  readonly publicUrl?: string;
  readonly sessionRequestsPerSecondMax?: number;
}

/** A surface that answers with the name of who is signed in: everybody who presents the secret `right`. */
async function signedIn({ publicUrl, sessionRequestsPerSecondMax = 100 }: Settings = {}): Promise<Serving> {
  const application = {
    authenticateSession: async (requester: object, { secret }: PresentedSession) => {
      if (secret !== 'right') throw new Error('Nobody is signed in.');
      const session = sessionId('session-1');
      const principal = { kind: 'person' as const, name: 'ada@example.com', role: 'admin' as const, session };
      return { ...requester, accountId: accountId('account-1'), principal } as never;
    },
  };
  const rates = new RateLimits({
    tokenRequestsPerSecondMax: sessionRequestsPerSecondMax,
    accountRequestsPerSecondMax: 100,
    unknownRequestsPerSecondMax: 100,
  });
  const inFlight = new RequestsInFlight(100);
  const authenticated = authenticateSession(application, { rates, inFlight }, publicUrl) as HttpMiddleware;
  const surface: HttpMiddleware = (context, next) =>
    authenticated(context, () =>
      fromOwnScripts(context, async () => {
        context.body = (context.state as { caller?: { principal: { name: string } } }).caller?.principal.name;
        await next();
      }),
    );
  running = await serving(surface, { inFlight });
  return running;
}

const cookie = 'rollcall=right';

test('whoever is signed in may read, and is told to the access log by the session', async () => {
  const { ask, logLines } = await signedIn();
  expect(await ask('/', { headers: { Cookie: cookie } })).toMatchObject({
    status: 200,
    text: 'ada@example.com',
  });
  expect(JSON.parse(logLines.at(-1) ?? '')).toMatchObject({ accountId: 'account-1', sessionId: 'session-1' });
});

test('under https the cookie has a name that no neighbour can set', async () => {
  const { ask } = await signedIn({ publicUrl: 'https://rollcall.example.com' });
  expect((await ask('/', { headers: { Cookie: cookie } })).status).toBe(500);
  expect((await ask('/', { headers: { Cookie: '__Host-rollcall=right' } })).status).toBe(200);
});

test.each([
  ['without an origin', {}],
  ['of another site', { Origin: 'https://evil.example' }],
  ['of a page without origin', { Origin: 'null' }],
  ['of the same host and another scheme', { Origin: 'http://rollcall.example.com' }],
  ['of the same host and another port', { Origin: 'https://rollcall.example.com:8443' }],
  ['of a neighbour', { Origin: 'https://rollcall.example.com', 'Sec-Fetch-Site': 'same-site' }],
  [
    'of another site, as the browser says',
    { Origin: 'https://rollcall.example.com', 'Sec-Fetch-Site': 'cross-site' },
  ],
  [
    'of our own without the header',
    { Origin: 'https://rollcall.example.com', 'Sec-Fetch-Site': 'same-origin', 'X-Rollcall-Request': '' },
  ],
])('a change %s is refused', async (_, headers) => {
  const { ask } = await signedIn({ publicUrl: 'https://rollcall.example.com/' });
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const sent = { Cookie: '__Host-rollcall=right', 'X-Rollcall-Request': '1', ...headers };
    expect(await ask('/', { method, headers: sent })).toMatchObject({
      status: 403,
      text: expect.stringContaining('Nothing has changed'),
    });
  }
});

test('a change by a script of our own is let through', async () => {
  const { ask, port } = await signedIn();
  const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${port}`, 'X-Rollcall-Request': '1' };
  expect((await ask('/', { method: 'POST', headers })).status).toBe(200);
  const site = { ...headers, 'Sec-Fetch-Site': 'same-origin' };
  expect((await ask('/', { method: 'DELETE', headers: site })).status).toBe(200);
});

test('a session asks no more often than a token may', async () => {
  const { ask } = await signedIn({ sessionRequestsPerSecondMax: 1 });
  const statuses: number[] = [];
  for (let count = 0; count < 11; count++)
    statuses.push((await ask('/', { headers: { Cookie: cookie } })).status);
  expect(statuses).toEqual([...Array(10).fill(200), 429]);
});
