import { expect, test } from 'vitest';
import { standingOf } from '../../../src/adapters/typeorm-persistence/dialects/mysql/server-standing.ts';

type Values = Readonly<Record<string, string>>;
type Members = readonly (readonly [state: string, role: string])[];

const self = 'the-server-itself';

/** Answers as a server does; the first of the members is itself. */
function serverWith(variables: Values, status: Values = {}, members: Members | Error = []) {
  const rowsOf = (values: Values) =>
    Object.entries(values).map(([Variable_name, Value]) => ({ Variable_name, Value }));
  return async (sql: string) => {
    if (sql.includes('VARIABLES')) return rowsOf({ server_uuid: self, ...variables });
    if (sql.includes('STATUS')) return rowsOf(status);
    if (members instanceof Error) throw members;
    return members.map(([MEMBER_STATE, MEMBER_ROLE], index) => {
      return { MEMBER_ID: index === 0 ? self : `${index}`, MEMBER_STATE, MEMBER_ROLE };
    });
  };
}

const inGroup = { group_replication_group_name: '0199d2a0', read_only: 'OFF', super_read_only: 'OFF' };
const inCluster = { wsrep_on: 'ON', read_only: 'OFF' };
const [primary, secondary, lost] = [
  ['ONLINE', 'PRIMARY'],
  ['ONLINE', 'SECONDARY'],
  ['UNREACHABLE', 'SECONDARY'],
] as const;
const denied = Object.assign(new Error('SELECT command denied'), { errno: 1142 });

test.each([
  ['a server by itself', serverWith({ read_only: 'OFF', super_read_only: 'OFF' })],
  ['MySQL without its plugin', serverWith({ ...inGroup, group_replication_group_name: '' })],
  ['a primary with all others', serverWith(inGroup, {}, [primary, secondary, secondary])],
  ['a primary with most of the others', serverWith(inGroup, {}, [primary, secondary, lost])],
  ['a primary while another one comes back', serverWith(inGroup, {}, [primary, ['RECOVERING', 'SECONDARY']])],
  ['a node of Galera', serverWith(inCluster, { wsrep_ready: 'ON', wsrep_cluster_status: 'Primary' })],
])('%s takes writes', async (_, ask) => {
  expect(await standingOf(ask)).toEqual({});
});

test.each([
  ['READ_ONLY', /read_only is ON/, serverWith({ read_only: 'ON' })],
  ['READ_ONLY', /super_read_only is ON/, serverWith({ read_only: 'ON', super_read_only: 'ON' })],
  ['READ_ONLY', /read_only is ON/, serverWith({ read_only: 'NO_LOCK_NO_ADMIN' })],
  ['OFFLINE', /offline_mode/, serverWith({ offline_mode: 'ON' })],
  ['NOT_PRIMARY', /SECONDARY/, serverWith(inGroup, {}, [secondary, primary, secondary])],
  ['NOT_PRIMARY', /ERROR/, serverWith(inGroup, {}, [['ERROR', '']])],
  ['NOT_PRIMARY', /OFFLINE/, serverWith(inGroup)],
  ['NO_MAJORITY', /1 of 3/, serverWith(inGroup, {}, [primary, lost, lost])],
  ['NO_MAJORITY', /1 of 2/, serverWith(inGroup, {}, [primary, lost])],
  ['NOT_READY', /wsrep_ready is OFF/, serverWith(inCluster, { wsrep_ready: 'OFF' })],
  [
    'NOT_READY',
    /non-Primary/,
    serverWith(inCluster, { wsrep_ready: 'ON', wsrep_cluster_status: 'non-Primary' }),
  ],
])('%s: no writes go to a server that says %s', async (code, message, ask) => {
  expect((await standingOf(ask)).refusal).toMatchObject({ code, message: expect.stringMatching(message) });
});

test('where the group may not be seen, its members say themselves that they are read-only', async () => {
  expect(await standingOf(serverWith(inGroup, {}, denied))).toEqual({ hidesGroup: true });
  const { refusal } = await standingOf(serverWith({ ...inGroup, super_read_only: 'ON' }, {}, denied));
  expect(refusal).toMatchObject({ code: 'READ_ONLY' });
  const gone = Object.assign(new Error('gone'), { errno: 1146 });
  await expect(standingOf(serverWith(inGroup, {}, gone))).rejects.toBe(gone);
});
