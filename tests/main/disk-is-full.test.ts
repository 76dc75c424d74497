import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { freshInstallation } from './installation.ts';

test('a full disk under the embedded database is told by 503, in the log and by /readyz, and reading goes on', async () => {
  const server = freshInstallation().startWithin(2_000, 'serve', '--first-account');
  const address = await server.address();
  const [token] = await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' };
  const create = () => {
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
    const profile = { notes: Array.from({ length: 100 }, () => randomUUID().repeat(5)) };
    const body = JSON.stringify({ schemas, userName: `${randomUUID()}@example.com`, profile });
    return fetch(`${address}/scim/v2/Users`, { method: 'POST', headers, body });
  };
  let answer = await create();
  for (let count = 0; answer.status === 201 && count < 200; count++) answer = await create();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(JSON.stringify(await answer.json())).toMatch(/operator has mended it.*Nothing has changed/);
  await server.written(/"failure":"unusable".*"code":"SQLITE_(FULL|IOERR_WRITE)"/);
  // Smaller writes find room for a while.
  let ready = await fetch(`${address}/readyz`);
  for (; ready.status === 200; ready = await fetch(`${address}/readyz`)) await create();
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: expect.any(String), cause: expect.stringMatching(/^SQLITE_(FULL|IOERR_WRITE)$/) },
  ]);
  expect((await fetch(`${address}/scim/v2/Users?count=1`, { headers })).status).toBe(200);
  expect((await server.stop()).code).toBe(0);
});
