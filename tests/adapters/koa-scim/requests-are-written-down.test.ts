import { beforeAll, expect, test } from 'vitest';
import type { ExplainedRequest } from '../../../src/application/requests/explanation/explained-request.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { writtenRequests } from '../../support/logged-requests.ts';
import { groupSchema, patchOf, user } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

onEachDatabase('the request log', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });
  let account: TestAccount;
  let requests: readonly ExplainedRequest[];
  let ada: string;

  beforeAll(async () => {
    account = await server().openAccount();
    const { client } = account;
    await client.get('/Users?filter=userName%20eq%20%22ada%40example.com%22');
    ada = (await client.create('ada@example.com', { displayName: 'Ada Byron' })).id;
    await client.patch(`/Users/${ada}`, patchOf({ op: 'replace', value: { active: false } }));
    await client.post('/Users', user('ADA@example.com'));
    const { id: group } = (await client.post('/Groups', { schemas: [groupSchema], displayName: 'Blue' }))
      .body;
    await client.patch(`/Groups/${group}`, patchOf({ op: 'add', path: 'members', value: [{ value: ada }] }));
    const { id: gone } = await client.create('gone@example.com');
    await client.delete(`/Users/${gone}`);
    await client.get(`/Users/${gone}`);
    await client.get('/Users/Users');
    await client.get('/Nothing');
    await client.patch(`/Users/${ada}`, patchOf({ op: 'replace', value: { active: false } }));
    requests = (await writtenRequests(server().application, account.caller, 12)).toReversed();
  });

  test('says what each request meant', () => {
    expect(requests.map(({ meaning }) => meaning)).toEqual([
      'Okta looked for ada@example.com.',
      'Okta added Ada Byron.',
      'Okta deactivated Ada Byron.',
      'Okta tried to add ADA@example.com, and was refused.',
      'Okta made the group "Blue".',
      'Okta changed the members of the group "Blue".',
      'Okta added gone@example.com.',
      'Okta removed gone@example.com.',
      'Okta tried to read gone@example.com, and was refused.',
      'Okta tried to read Users, and was refused.',
      'Okta tried to ask for GET /scim/v2/Nothing, and was refused.',
      'Okta sent Ada Byron unchanged.',
    ]);
  });
});
