import { NotWritable } from './not-writable.ts';

/** Asks a server for rows, without parameters. */
export type Ask = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Whether a server takes writes, as far as it says. */
export interface ServerStanding {
  /** Absent where it takes them. */
  readonly refusal?: NotWritable;
  /** Whether it is a member of a group of which this user may not see the others, and so not whether there is a majority. */
  readonly hidesGroup?: true;
}

interface Member {
  readonly MEMBER_ID: string;
  readonly MEMBER_STATE: string;
  readonly MEMBER_ROLE: string;
}

const variables =
  "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('group_replication_group_name', 'offline_mode', 'read_only', 'server_uuid', 'super_read_only', 'wsrep_on')";
const members =
  'SELECT MEMBER_ID, MEMBER_STATE, MEMBER_ROLE FROM performance_schema.replication_group_members';
const galera = "SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_cluster_status', 'wsrep_ready')";

/** MySQL: the user has no right to the table. */
const denied = 1142;

/** Asks a server whether it takes writes: once, and once more where it belongs to a group or a cluster. */
export async function standingOf(ask: Ask): Promise<ServerStanding> {
  const found = valuesOf(await ask(variables));
  const isOn = (name: string) => ![undefined, '', 'OFF', '0'].includes(found.get(name));
  if (isOn('wsrep_on')) {
    const status = valuesOf(await ask(galera));
    if (status.get('wsrep_ready') !== 'ON' || status.get('wsrep_cluster_status') !== 'Primary') {
      const said = `wsrep_ready is ${status.get('wsrep_ready')} and wsrep_cluster_status is ${status.get('wsrep_cluster_status')}`;
      return { refusal: new NotWritable('NOT_READY', `The node of Galera takes no writes: ${said}.`) };
    }
  }
  // A server that is set up for a group and runs outside of it may be writable, and may not be written.
  const group = isOn('group_replication_group_name')
    ? await groupStanding(ask, found.get('server_uuid'))
    : {};
  if (group.refusal !== undefined) return group;
  if (isOn('offline_mode'))
    return { refusal: new NotWritable('OFFLINE', 'The server is offline: offline_mode is ON.') };
  const readOnly = ['super_read_only', 'read_only'].find(isOn);
  if (readOnly !== undefined)
    return { refusal: new NotWritable('READ_ONLY', `The server is read-only: ${readOnly} is ON.`) };
  return group;
}

async function groupStanding(ask: Ask, self: string | undefined): Promise<ServerStanding> {
  let group: readonly Member[];
  try {
    group = (await ask(members)) as unknown as readonly Member[];
  } catch (error) {
    if ((error as { readonly errno?: unknown }).errno !== denied) throw error;
    return { hidesGroup: true };
  }
  const own = group.find(({ MEMBER_ID }) => MEMBER_ID === self);
  if (own?.MEMBER_STATE !== 'ONLINE') {
    const state = own?.MEMBER_STATE ?? 'OFFLINE';
    const message = `The server is set up for Group Replication and no working member of its group: it is ${state}.`;
    return { refusal: new NotWritable('NOT_PRIMARY', message) };
  }
  const reached = group.filter(({ MEMBER_STATE }) => MEMBER_STATE !== 'UNREACHABLE').length;
  if (2 * reached <= group.length) {
    const message = `The server reaches ${reached} of ${group.length} members of its group, which is no majority.`;
    return { refusal: new NotWritable('NO_MAJORITY', message) };
  }
  if (own.MEMBER_ROLE === 'PRIMARY') return {};
  const message = `The server is no primary of its group: it is ${own.MEMBER_ROLE}.`;
  return { refusal: new NotWritable('NOT_PRIMARY', message) };
}

const valuesOf = (rows: Awaited<ReturnType<Ask>>): ReadonlyMap<string, string> =>
  new Map(rows.map(({ Variable_name, Value }) => [String(Variable_name), String(Value)]));
