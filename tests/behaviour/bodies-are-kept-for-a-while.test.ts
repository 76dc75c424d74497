import { expect, test, vi } from 'vitest';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { sqlite } from '../support/databases.ts';
import { writtenRequests } from '../support/logged-requests.ts';
import { user } from '../support/scim-client.ts';
import { serverOn, type TestAccount } from '../support/start-server.ts';

const server = serverOn(sqlite);
const hour = 3_600_000;
const inHours = (hours: number) => instantOf(new Date(Date.now() + hours * hour));

/** The newest request, with its bodies, once what was asked before is known to the log. */
async function newestOf({ caller }: TestAccount, requestId: string) {
  const { application } = server();
  const [request] = await writtenRequests(application, caller, 1, { requestId });
  if (request === undefined) throw new Error('There is no request.');
  return application.readRequest(caller, { at: request.at, id: request.id });
}

const creating = async (account: TestAccount, userName: string, fields: object = {}) => {
  const { headers } = await account.client.post('/Users', user(userName, fields));
  return newestOf(account, String(headers['x-request-id']));
};

test('bodies are kept of an account that asks for it, without passwords and within bounds, and of no other', async () => {
  const [ours, theirs] = [await server().openAccount('Acme'), await server().openAccount('Globex')];
  expect((await creating(ours, 'first@example.com')).bodies).toBeUndefined();
  await server().application.keepRequestBodies(ours.caller, { until: inHours(1) });
  const { bodies } = await vi.waitFor(
    async () => {
      const fields = { password: 'hunter2', title: 'Agent' };
      const request = await creating(ours, `${crypto.randomUUID()}@example.com`, fields);
      if (request.bodies === undefined) throw new Error('None are kept yet.');
      return request;
    },
    { timeout: 20_000 },
  );
  expect(JSON.parse(bodies?.request ?? '')).toMatchObject({ password: '…', title: 'Agent' });
  expect(JSON.parse(bodies?.answer ?? '')).toMatchObject({ title: 'Agent', active: true });
  const long = await creating(ours, 'long@example.com', { profile: { text: 'word '.repeat(30_000) } });
  expect(long.bodies?.request?.length).toBe(65_536);
  expect((await creating(theirs, 'other@example.com')).bodies).toBeUndefined();

  // The list is short, whatever is kept.
  const { requests } = await server().application.listRequests(ours.caller, { limit: 10 });
  expect(requests.every((request) => request.bodies === undefined)).toBe(true);

  // Without anybody switching it off.
  server().putClockForward(1);
  expect((await creating(ours, 'later@example.com')).bodies).toBeUndefined();
}, 60_000);

test('they are kept for a week at most', async () => {
  const { caller } = await server().openAccount('Weeks');
  const { keepRequestBodies, readAccount } = server().application;
  // The clock of the server is a day ahead by now, or not.
  const now = Date.parse((await readAccount(caller)).state.createdAt);
  const at = (milliseconds: number) => instantOf(new Date(now + milliseconds));
  await expect(keepRequestBodies(caller, { until: at(8 * 24 * hour) })).rejects.toMatchObject({
    code: 'attributeInvalid',
  });
  await expect(keepRequestBodies(caller, { until: at(0) })).rejects.toMatchObject({
    code: 'attributeInvalid',
  });
  const { state } = await keepRequestBodies(caller, { until: at(7 * 24 * hour) });
  expect(state.bodiesKeptUntil).toBe(at(7 * 24 * hour));
  expect((await keepRequestBodies(caller, { until: null })).state.bodiesKeptUntil).toBeUndefined();
});
