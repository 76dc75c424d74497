import { expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { bulkSchema, errorSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
const bulk = {
  schemas: [bulkSchema],
  Operations: [{ method: 'DELETE', path: '/Users/x' }],
};

test.each([
  ['GET', '/Users', undefined],
  ['GET', '/Me', undefined],
  ['GET', '/Schemas', undefined],
  ['POST', '/Users', { userName: 'ada@example.com' }],
  ['POST', '/.search', {}],
  ['POST', '/Bulk', bulk],
  ['DELETE', '/Groups/x', undefined],
])('%s %s is 403 with the reason, and works once the account is reopened', async (method, path, body) => {
  const { application } = server();
  const { caller, client, journal } = await server().openAccount();
  await application.closeAccount(caller);
  const { status, body: error, headers } = await client.send(method, path, { body });
  expect([status, error]).toEqual([
    403,
    {
      schemas: [errorSchema],
      status: '403',
      detail: expect.stringMatching(/^The account "Acme" was closed on 2/),
    },
  ]);
  expect(headers).not.toHaveProperty('www-authenticate');
  expect((await journal())[0]).toMatchObject({ refusal: { code: 'accountClosed' } });
  await application.reopenAccount(caller);
  expect((await client.send(method, path, { body })).text).not.toContain('was closed');
});
