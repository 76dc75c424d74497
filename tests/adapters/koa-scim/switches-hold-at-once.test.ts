import { expect, test } from 'vitest';
import { applicationOn } from '../../support/application-on.ts';
import { openDatabase } from '../../support/open-storage.ts';
import { basic, ScimClient } from '../../support/scim-client.ts';
import { operator, serverOn } from '../../support/start-server.ts';

// Longer than a test takes: what is remembered is remembered for all of it.
const server = serverOn(undefined, { tokenCacheSeconds: 60 });

/** An account that was made by another process, which can change it, and a client of this one. */
async function accountElsewhere({ sso, groups }: { sso: boolean; groups: boolean }) {
  const other = openDatabase(server().databaseUrl, 1);
  const application = applicationOn(other);
  const ssoIssuer = sso ? 'https://acme.okta.example' : undefined;
  const account = await application.openAccount(operator, { name: 'Acme', ssoIssuer });
  const caller = { ...operator, accountId: account.state.id };
  await application.switchGroupsOverScim(caller, { on: groups });
  const { text } = await application.issueToken(caller, { name: 'Okta' });
  const client = new ScimClient(server().baseUrl(), { Authorization: basic(text) });
  return { application, caller, client, close: () => other.storage.close() };
}

const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com' };
const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Austin' };

test.each(['this', 'another'])('groups that %s process switches on can be pushed at once', async (which) => {
  const { application, caller, client, close } = await accountElsewhere({ sso: true, groups: false });
  // The account is remembered from now on, since it lets agents in.
  expect((await client.post('/Users', user)).status).toBe(201);
  expect((await client.post('/Groups', group)).status).toBe(403);
  const { switchGroupsOverScim } = which === 'this' ? server().application : application;
  await switchGroupsOverScim(caller, { on: true });
  expect((await client.post('/Groups', group)).status).toBe(201);
  await close();
});

test('agents are let in as soon as another process has connected Single Sign-On', async () => {
  const { application, caller, client, close } = await accountElsewhere({ sso: false, groups: true });
  expect((await client.post('/Users', user)).status).toBe(403);
  await application.connectSso(caller, { issuer: 'https://acme.okta.example' });
  expect((await client.post('/Users', user)).status).toBe(201);
  await close();
});
