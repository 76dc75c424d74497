import { beforeAll, expect, test } from 'vitest';
import type { RequestFilter } from '../../../src/application/ports/request-log.ts';
import type { ExplainedRequest } from '../../../src/application/requests/explanation/explained-request.ts';
import { remedies } from '../../../src/application/requests/explanation/remedies.ts';
import type { ExplainedRequests } from '../../../src/application/requests/list-requests.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import type { Instant } from '../../../src/domain/shared/instant.ts';
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

  const requestThat = (meaning: RegExp) => requests.find((one) => meaning.test(one.meaning));

  test('has the facts of each', () => {
    expect(requestThat(/deactivated/)).toMatchObject({
      ...{ method: 'PATCH', path: `/scim/v2/Users/${ada}`, status: 200, attempted: 'ReviseAgent' },
      principal: { kind: 'token', name: 'Okta' },
      entries: [{ action: 'AgentDeactivated', count: 1 }],
      source: '127.0.0.1',
    });
    expect(requestThat(/looked for/)?.query).toBe('filter=userName eq "ada@example.com"');
  });

  test('says of a refusal what was tried, what was answered, why, and what to do in Okta', () => {
    expect(requestThat(/tried to add/)?.explanation).toEqual({
      tried: 'add ADA@example.com',
      answered: '409 uniqueness',
      why: 'There is already an agent with the userName "ADA@example.com" in this account; letter case does not count.',
      todo: remedies.userNameTaken?.todo,
    });
    expect(requestThat(/read Users/)?.explanation?.todo).toBe(remedies.baseUrlTooLong?.todo);
    expect(requestThat(/ask for GET/)?.explanation?.todo).toBe(remedies.pathUnknown?.todo);
  });

  test('says of an id that was removed here when it was, by whom, and to assign the person anew', () => {
    const { explanation } = requestThat(/read gone/) ?? {};
    expect(explanation?.why).toMatch(/^gone@example\.com was removed here on \d{4}-.*Z by Okta\.$/);
    expect(explanation?.todo).toContain('unassign the person and assign them again');
  });

  const found = async (filter: RequestFilter) => {
    const { listRequests } = server().application;
    const { requests: some } = await listRequests(account.caller, { ...filter, limit: 200 });
    return some.map(({ meaning }) => meaning);
  };

  test('is searched by what failed, by status, by agent, by the name of one who never came in, by token and by id', async () => {
    expect(await found({ failed: true })).toHaveLength(4);
    expect(await found({ failed: true, status: 409 })).toHaveLength(1);
    expect(await found({ status: 201 })).toHaveLength(3);
    expect(await found({ agentId: agentId(ada) })).toEqual([
      'Okta deactivated Ada Byron.',
      'Okta added Ada Byron.',
    ]);
    expect(await found({ userName: 'Ada@Example.com' })).toEqual([
      'Okta tried to add ADA@example.com, and was refused.',
    ]);
    const { id } = account.token.token.state;
    expect(await found({ principalId: id })).toHaveLength(12);
    expect(await found({ principalId: ada })).toEqual([]);
    for (const { requestId, meaning } of requests) expect(await found({ requestId })).toEqual([meaning]);
  });

  test('is read page by page, without a gap and without a repetition, whatever the size of a page', async () => {
    const { listRequests } = server().application;
    for (const limit of [1, 5, 11, 12, 13]) {
      const ids: string[] = [];
      let before: ExplainedRequests['next'];
      do {
        const page = await listRequests(account.caller, { limit, before });
        ids.push(...page.requests.map(({ id }) => id));
        before = page.next;
      } while (before !== undefined);
      expect(ids).toEqual(requests.toReversed().map(({ id }) => id));
    }
  });

  test('finds a request by an id of the client, and one of the service itself', async () => {
    const { headers } = await account.client.get('/Users', { 'X-Request-Id': 'from-a-proxy' });
    expect(headers['x-request-id']).toBe('from-a-proxy');
    const [request] = await writtenRequests(server().application, account.caller, 1, {
      requestId: 'from-a-proxy',
    });
    expect(request?.meaning).toBe('Okta looked for agents.');
    const whole = await server().application.readRequest(account.caller, {
      at: request?.at as Instant,
      id: request?.id as string,
    });
    expect(whole).toEqual(request);
  });

  test('counts the parts of a Bulk request, which is one request', async () => {
    const post = (bulkId: string, userName: string) => ({
      method: 'POST',
      path: '/Users',
      bulkId,
      data: user(userName),
    });
    const { headers } = await account.client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [post('1', 'x1@example.com'), post('2', 'x2@example.com'), post('3', 'x1@example.com')],
    });
    const requestId = String(headers['x-request-id']);
    const [request] = await writtenRequests(server().application, account.caller, 1, { requestId });
    expect(request?.meaning).toBe('Okta added 2 agents; of 3 parts 1 were refused.');
    expect(request?.parts).toMatchObject({ sent: 3, failed: 1, refusals: [{ code: 'userNameTaken' }] });
  });
});
