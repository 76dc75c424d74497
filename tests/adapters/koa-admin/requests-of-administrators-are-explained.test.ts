import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test, vi } from 'vitest';
import type { RequestAnswer } from '../../../src/adapters/koa-admin/answers/request-answer.ts';
import { operations } from '../../../src/adapters/koa-admin/operations/index.ts';
import { useCases } from '../../../src/application/index.ts';
import { attempts } from '../../../src/application/requests/explanation/attempts.ts';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { writtenRequests } from '../../support/logged-requests.ts';
import type { ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

test('each operation has words for what was asked for', () => {
  const named = Object.values(operations).map(({ useCase }) => useCases[useCase].name);
  expect(named.filter((name) => attempts[name] === undefined)).toEqual([]);
});

onEachDatabase('requests of the administration API', (product) => {
  const server = serverOn(product);
  let account: TestAccount;
  let api: ScimClient;
  let ada: string;

  beforeAll(async () => {
    account = await server().openAccount();
    api = await apiClient(server(), account);
    [ada = ''] = await account.provisionMany(1, () => ({
      userName: 'ada@example.com',
      displayName: 'Ada Byron',
    }));
    await api.post(`/agents/${ada}/deactivate`, {});
    await api.post(`/agents/${ada}/deactivate`, {});
    await api.send('DELETE', `/agents/${ada}`, { headers: { 'If-Match': 'W/"9"' } });
    await api.post(`/agents/${ada}/reactivate?dryRun=true`, {});
    await api.post('/groups', { displayName: 'Blue' });
    await api.post('/groups', { displayName: 'blue' });
    await api.put('/account/groups-over-scim', { on: false });
    await api.post('/tokens', { name: 'Script' });
    await api.get('/agents?colour=blue');
    await api.get('/nowhere');
    await writtenRequests(server().application, account.caller, 10);
  });

  const exported = async (query: string): Promise<readonly RequestAnswer[]> =>
    (await api.get(`/requests/export?${query}`)).text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const listed = async (query = '') => (await api.get(`/requests${query}`)).body;

  test('are listed with what they meant, page by page', async () => {
    const first = await listed('?limit=6');
    const second = await listed(`?limit=200&cursor=${encodeURIComponent(first.next)}`);
    const meanings = [...first.items, ...second.items].map(({ meaning }) => meaning).toReversed();
    expect(meanings.filter((meaning) => !/request log/.test(meaning))).toEqual([
      'Okta 2 deactivated Ada Byron.',
      'Okta 2 found Ada Byron deactivated.',
      'Okta 2 tried to remove Ada Byron, and was refused.',
      'Okta 2 asked what would happen, and changed nothing: reactivate Ada Byron.',
      'Okta 2 made the group "Blue".',
      'Okta 2 tried to make the group "blue", and was refused.',
      'Okta 2 kept the directory from pushing groups.',
      'Okta 2 issued Script.',
      'Okta 2 tried to look for agents, and was refused.',
      'Okta 2 tried to ask for GET /api/v1/nowhere, and was refused.',
    ]);
  });

  test('are found by whom they were about and by what came of them', async () => {
    const refused = await listed('?failed=true&status=409');
    expect(refused.items).toMatchObject([
      {
        ...{ attempted: 'CreateGroup', status: 409, principal: { kind: 'token', name: 'Okta 2' } },
        refusal: { code: 'groupNameTaken' },
        explanation: { tried: 'make the group "blue"', answered: '409' },
      },
    ]);
    const about = await listed(`?agentId=${ada}&failed=true`);
    expect(about.items).toMatchObject([{ attempted: 'RemoveAgent', refusal: { code: 'versionDiffers' } }]);
  });

  test('are exported as lines and as a table, all of them, and as they are listed', async () => {
    const all = (await listed('?limit=200&failed=true')).items;
    const lines = await api.get('/requests/export?failed=true');
    expect(lines.headers['content-type']).toBe('application/jsonl');
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(all);
    const table = await api.get('/requests/export?failed=true&format=csv');
    expect(table.headers['content-type']).toBe('text/csv');
    const rows: Record<string, string>[] = parse(table.text, { columns: true });
    expect(rows.map(({ requestId, meaning, todo = '' }) => ({ requestId, meaning, todo }))).toEqual(
      all.map(({ requestId, meaning, explanation }: RequestAnswer) => ({
        ...{ requestId, meaning },
        todo: explanation?.todo ?? '',
      })),
    );
  });

  test('are exported over several pages, and on from a line', async () => {
    await Promise.all(Array.from({ length: 220 }, () => api.get('/agents?colour=red')));
    const wanted = 'failed=true&status=400';
    await vi.waitFor(async () => expect((await exported(wanted)).length).toBeGreaterThan(220), {
      timeout: 10_000,
      interval: 200,
    });
    const all = await exported(wanted);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const { at, id } = all[209] as RequestAnswer;
    expect(await exported(`${wanted}&before=${at},${id}`)).toEqual(all.slice(210));
    for (const before of ['yesterday', `${at}`, `2026-99-99T00:00:00.000Z,${id}`])
      expect((await api.get(`/requests/export?before=${before}`)).body).toMatchObject({
        code: 'inputInvalid',
      });
  });

  test('are no formulas in a table', async () => {
    await api.send('GET', '/agents', { headers: { 'User-Agent': '=cmd|calc' } });
    const table = () => api.get('/requests/export?format=csv').then(({ text }) => text);
    await expect.poll(table, { timeout: 10_000 }).toContain("'=cmd|calc");
    expect(await table()).not.toContain(',=cmd');
  });

  test('are read one by one, and by their own account alone', async () => {
    const { at, id, ...request } = (await listed('?status=409')).items[0];
    expect((await api.get(`/requests/${id}?at=${at}`)).body).toEqual({ at, id, ...request });
    const other = await apiClient(server(), await server().openAccount('Globex'));
    expect(await other.get(`/requests/${id}?at=${at}`)).toMatchObject({
      status: 404,
      body: { code: 'requestNotFound' },
    });
  });

  test('have their bodies kept where the account says so', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const kept = await api.put('/account/request-bodies', { until });
    expect(kept).toMatchObject({ status: 200, body: { bodiesKeptUntil: until } });
    expect((await api.put('/account/request-bodies', { until: null })).body.bodiesKeptUntil).toBeUndefined();
  });
});
