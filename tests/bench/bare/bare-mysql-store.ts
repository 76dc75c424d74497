import mysql from 'mysql2/promise';
import {
  agentOf,
  type BareAgent,
  type BareRow,
  type BareStore,
  bareColumns,
  changed,
  entryColumns,
  entryOf,
  keyOf,
  rowOf,
} from './bare-store.ts';

const columns = bareColumns.join(', ');
const updates = bareColumns.map((column) => `${column} = new.${column}`).join(', ');

/** Two pools: connections that write are always in a transaction, which saves its beginning; those that read never. */
export function openMysqlStore(url: string, connectionsMax: number): BareStore {
  const options = { uri: url, connectionLimit: connectionsMax };
  const reads = mysql.createPool(options);
  const writes = mysql.createPool(options);
  writes.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    connection.query('SET SESSION autocommit = 0');
  });

  async function inTransaction<Result>(
    work: (connection: mysql.PoolConnection) => Promise<Result>,
  ): Promise<Result> {
    const connection = await writes.getConnection();
    try {
      const result = await work(connection);
      await connection.query('COMMIT');
      connection.release();
      return result;
    } catch (error) {
      // The server undoes what a connection leaves behind.
      connection.destroy();
      throw error;
    }
  }

  return {
    create: (agents) =>
      inTransaction(async (connection) => {
        const rows = agents.map(rowOf);
        await connection.execute(`INSERT INTO bare_agents (${columns}) VALUES ${places(rows)}`, rows.flat());
        await record(connection, 'create', agents);
        return agents;
      }),
    read: async (ids) => {
      const known = new Map((await select(reads, 'id', ids)).map((agent) => [agent.id, agent]));
      return ids.map((id) => known.get(id));
    },
    find: async (userNames) => {
      const keys = userNames.map(keyOf);
      const found = await select(reads, 'user_name_key', keys);
      const known = new Map(found.map((agent) => [keyOf(agent.userName), agent]));
      return keys.map((key) => known.get(key));
    },
    change: (changes) =>
      inTransaction(async (connection) => {
        const ids = changes.map(({ id }) => id);
        const found = await select(connection, 'id', ids, 'FOR UPDATE');
        const known = new Map(found.map((agent) => [agent.id, agent]));
        const results = changed(changes, known);
        const rows = [...known.values()].map(rowOf);
        if (rows.length === 0) return results;
        await connection.execute(
          `INSERT INTO bare_agents (${columns}) VALUES ${places(rows)} AS new ON DUPLICATE KEY UPDATE ${updates}`,
          rows.flat(),
        );
        await record(
          connection,
          'update',
          results.filter((agent) => agent !== undefined),
        );
        return results;
      }),
  };
}

async function select(
  connection: mysql.Pool | mysql.PoolConnection,
  column: 'id' | 'user_name_key',
  values: readonly string[],
  lock = '',
): Promise<readonly BareAgent[]> {
  const [rows] = await connection.execute(
    `SELECT ${columns} FROM bare_agents WHERE ${column} IN (${values.map(() => '?').join(', ')}) ${lock}`,
    [...values],
  );
  return (rows as BareRow[]).map(agentOf);
}

async function record(
  connection: mysql.PoolConnection,
  action: 'create' | 'update',
  agents: readonly BareAgent[],
): Promise<void> {
  const rows = agents.map((agent) => entryOf(action, agent));
  await connection.execute(
    `INSERT INTO bare_journal (${entryColumns.join(', ')}) VALUES ${places(rows)}`,
    rows.flat(),
  );
}

const places = (rows: readonly (readonly unknown[])[]): string =>
  rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
