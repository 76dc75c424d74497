import { expect, test } from 'vitest';
import { checkRequestLog } from '../../../src/adapters/command-line/doctor/check-request-log.ts';
import { instantOf } from '../../../src/domain/shared/instant.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { loggedRequest, writeRequests } from '../../support/logged-requests.ts';
import { operator, serverOn } from '../../support/start-server.ts';

onEachDatabase('doctor', (product) => {
  const server = serverOn(product);

  test('tells how many requests were not recorded in the last day, of the account alone', async () => {
    const { caller } = await server().openAccount('Acme');
    const { caller: other } = await server().openAccount('Globex');
    const { application, requestStore } = server();
    const now = Date.now();
    const row = (hoursAgo: number, fields: object) =>
      loggedRequest(caller.accountId, { at: instantOf(new Date(now - hoursAgo * 3_600_000)), ...fields });
    const found = (id = caller.accountId) =>
      checkRequestLog({ application, operator } as never, { id, name: 'Acme' }, now);
    await writeRequests(requestStore, [row(1, {}), row(25, { status: 0, lost: 7 })]);
    expect(await found()).toEqual([]);
    await writeRequests(requestStore, [row(2, { status: 0, lost: 3 }), row(1, { status: 0, lost: 2 })]);
    expect(await found()).toMatchObject([
      { name: 'request log', ok: true, found: '5 requests of "Acme" were not recorded in the last day' },
    ]);
    expect(await found(other.accountId)).toEqual([]);
  });
});
