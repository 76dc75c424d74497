import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { basic, patchOf, user } from '../../support/scim-client.ts';
import { Scraped } from '../../support/scraped.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

onEachDatabase('what happens moves a metric', (product) => {
  // Without a request log, which would write beside what is measured.
  const settings = { metricsListen: '127.0.0.1:0', databaseConnectionsMax: 2, requestLogDays: 0 };
  const server = serverOn(product, settings);
  let account: TestAccount;
  beforeAll(async () => {
    account = await server().openAccount();
  });

  const scraped = () => Scraped.from(server().metricsPort);
  /** By how much a metric moves while something happens. */
  async function movedBy(
    happens: () => Promise<unknown>,
    name: string,
    labels: Readonly<Record<string, string | number>> = {},
  ): Promise<number> {
    const before = (await scraped()).value(name, labels) ?? 0;
    await happens();
    return ((await scraped()).value(name, labels) ?? 0) - before;
  }

  const users = '{/api/v1}/scim/v2/Users';

  test('a request counts by route, method, kind of client and status', async () => {
    const labels = { route: users, method: 'POST', client: 'okta', status: 201 };
    const create = () =>
      account.client.post('/Users', user('ada@example.com'), { 'User-Agent': 'Okta SCIM Client 1.0.0' });
    expect(await movedBy(create, 'rollcall_http_requests_total', labels)).toBe(1);
  });

  test('how long it took counts as well, under the route and not under the path', async () => {
    const { id } = (await account.client.post('/Users', user('grace@example.com'))).body;
    const read = () => account.client.get(`/Users/${id}`, { 'User-Agent': 'authentik@2026.5.3' });
    const labels = { route: `${users}/:id`, method: 'GET', client: 'authentik' };
    expect(await movedBy(read, 'rollcall_http_request_seconds_count', labels)).toBe(1);
    expect((await scraped()).text).not.toContain(id);
  });

  test('a refusal counts by its code, of the request and of the use case', async () => {
    const again = () => account.client.post('/Users', user('ada@example.com'));
    expect(await movedBy(again, 'rollcall_http_refusals_total', { code: 'userNameTaken' })).toBe(1);
    const useCase = { use_case: 'ProvisionAgent', code: 'userNameTaken' };
    expect(await movedBy(again, 'rollcall_refusals_total', useCase)).toBe(1);
    const outcome = { use_case: 'ProvisionAgent', outcome: 'refused' };
    expect(await movedBy(again, 'rollcall_use_case_seconds_count', outcome)).toBe(1);
    const wrongToken = () => account.client.with({ Authorization: basic('wrong') }).get('/Users');
    expect(await movedBy(wrongToken, 'rollcall_http_refusals_total', { code: 'tokenUnknown' })).toBe(1);
  });

  test('probes of orchestrators count nowhere', async () => {
    const probe = () => account.client.with({}, server().baseUrl('')).get('/readyz');
    expect(await movedBy(probe, 'rollcall_http_requests_total')).toBe(0);
  });

  test('what is no HTTP counts as well, under no route', async () => {
    const send = async () => {
      const socket = connect(server().port, '127.0.0.1');
      socket.end('nonsense\r\n\r\n');
      socket.resume();
      await once(socket, 'close');
    };
    const labels = { route: 'none', status: 400, client: 'unnamed' };
    expect(await movedBy(send, 'rollcall_http_requests_total', labels)).toBe(1);
    expect(await movedBy(send, 'rollcall_http_refusals_total', { code: 'requestInvalid' })).toBe(1);
  });

  test('statements count by what they do and to which table, those of TypeORM included, and so does the commit', async () => {
    const create = (name: string) => () => account.client.post('/Users', user(`${name}@example.com`));
    const statements = 'rollcall_database_statement_seconds_count';
    expect(
      await movedBy(create('one'), statements, { operation: 'INSERT', table: 'agents' }),
    ).toBeGreaterThan(0);
    expect(await movedBy(create('two'), statements, { operation: 'COMMIT' })).toBeGreaterThan(0);
    const issue = () => account.issueToken();
    expect(await movedBy(issue, statements, { operation: 'INSERT', table: 'api_tokens' })).toBeGreaterThan(0);
  });

  test('a statement that is refused counts as an error', async () => {
    const again = () => account.client.post('/Users', user('ada@example.com'));
    const errors = await movedBy(again, 'rollcall_database_statement_errors_total', { table: 'agents' });
    expect(errors).toBeGreaterThan(0);
  });

  test('entries of the audit log count by what happened', async () => {
    const { id } = (await account.client.post('/Users', user('leaver@example.com'))).body;
    const leave = () =>
      account.client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
    const labels = { action: 'AgentDeactivated', kind: 'event' };
    expect(await movedBy(leave, 'rollcall_journal_entries_total', labels)).toBe(1);
    const refused = { action: 'ProvisionAgent', kind: 'refusal' };
    const again = () => account.client.post('/Users', user('ada@example.com'));
    expect(await movedBy(again, 'rollcall_journal_entries_total', refused)).toBe(1);
  });

  test('works that wait at the same time are told as done together', async () => {
    const alone = { kind: 'changes', le: '1' };
    const doneAlone = async () => (await scraped()).value('rollcall_gathered_works_bucket', alone) ?? 0;
    const before = await doneAlone();
    const callers = Array.from({ length: 30 }, () => account.caller);
    const crowd = () => account.provisionAtOnce(callers, (index) => `crowd-${index}@example.com`);
    expect(await movedBy(crowd, 'rollcall_gathered_works_sum', { kind: 'changes' })).toBe(30);
    expect((await doneAlone()) - before).toBeLessThan(30);
  });

  test('connections that are lent, and works that wait for one, are told as they are', async () => {
    const { unitOfWork } = server();
    const release = Promise.withResolvers<void>();
    const pool = { pool: 'write' };
    const max = (await scraped()).value('rollcall_database_connections_max', pool) ?? 0;
    const hold = () => unitOfWork.transact(account.caller, () => release.promise);
    // One account has all but one of them, and of one the one.
    const held = Array.from({ length: Math.max(1, max - 1) + 3 }, hold);
    await expect
      .poll(async () => {
        const full = await scraped();
        return [
          full.value('rollcall_database_connections_lent', pool),
          full.value('rollcall_database_works_waiting', pool),
        ];
      })
      .toEqual([Math.max(1, max - 1), 3]);
    release.resolve();
    await Promise.all(held);
    const after = await scraped();
    expect(after.value('rollcall_database_connections_lent', pool)).toBe(0);
    expect(after.value('rollcall_database_works_waiting', pool)).toBe(0);
  });

  test('work that is given up counts by why', async () => {
    const late = { ...account.caller, deadline: performance.now() + 200 };
    const giveUp = () =>
      server()
        .unitOfWork.transact(late, () => setTimeout(2_000, undefined, { ref: false }))
        .catch(() => undefined);
    const labels = { trouble: 'tooSlow', outcome: 'given_up' };
    expect(await movedBy(giveUp, 'rollcall_database_troubles_total', labels)).toBe(1);
  });

  test('a policy that a process knows is not read again', async () => {
    const read = () => account.client.post('/Users', user(`policy-${Math.random()}@example.com`));
    await read();
    expect(await movedBy(read, 'rollcall_policies_total', { found: 'read' })).toBe(0);
    expect(await movedBy(read, 'rollcall_policies_total', { found: 'known' })).toBeGreaterThan(0);
  });

  test('the event loop tells how long it was held up', async () => {
    await scraped();
    // The first turn after a scrape is not measured.
    await setTimeout(50);
    const until = performance.now() + 400;
    while (performance.now() < until);
    await setTimeout(50);
    expect((await scraped()).value('nodejs_eventloop_lag_max_seconds')).toBeGreaterThan(0.2);
  });

  test('it is told under load', async () => {
    const load = Promise.all(
      Array.from({ length: 100 }, (_, index) => account.client.get(`/Users?startIndex=${index + 1}&count=1`)),
    );
    const during = await Promise.all([scraped(), scraped(), scraped()]);
    for (const { names } of during) expect(names).toContain('rollcall_http_requests_total');
    await load;
  });
});
