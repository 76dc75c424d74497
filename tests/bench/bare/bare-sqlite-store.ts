import Database from 'better-sqlite3';
import {
  agentOf,
  type BareAgent,
  type BareChange,
  type BareRow,
  type BareStore,
  bareColumns,
  changed,
  entryColumns,
  entryOf,
  keyOf,
  rowOf,
} from './bare-store.ts';

/** SQLite in the process itself: a statement costs no round trip, and a commit waits for the disk. */
export function openSqliteStore(file: string): BareStore {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  const selected = (column: 'id' | 'user_name_key') => {
    const statement = database.prepare<[string], BareRow>(`SELECT * FROM bare_agents WHERE ${column} = ?`);
    return (value: string) => {
      const row = statement.get(value);
      return row === undefined ? undefined : agentOf(row);
    };
  };
  const byId = selected('id');
  const byUserName = selected('user_name_key');
  const insert = database.prepare(insertion('bare_agents', bareColumns));
  const update = database.prepare(
    `UPDATE bare_agents SET ${bareColumns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  );
  const record = database.prepare(insertion('bare_journal', entryColumns));

  const create = database.transaction((agents: readonly BareAgent[]) => {
    for (const agent of agents) {
      insert.run(rowOf(agent));
      record.run(entryOf('create', agent));
    }
    return agents;
  });
  const change = database.transaction((changes: readonly BareChange[]) => {
    const known = new Map<string, BareAgent>();
    for (const { id } of changes) {
      const agent = byId(id);
      if (agent !== undefined) known.set(id, agent);
    }
    const results = changed(changes, known);
    for (const agent of known.values()) update.run(...rowOf(agent), agent.id);
    for (const agent of results) if (agent !== undefined) record.run(entryOf('update', agent));
    return results;
  });
  return {
    create: async (agents) => create.immediate(agents),
    read: async (ids) => ids.map(byId),
    find: async (userNames) => userNames.map((userName) => byUserName(keyOf(userName))),
    change: async (changes) => change.immediate(changes),
  };
}

const insertion = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
