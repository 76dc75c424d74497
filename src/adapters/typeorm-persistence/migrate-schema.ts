import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';

const lockSecondsMax = 60;
const sqliteTriesMax = 50;

export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const names = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return names;
    const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
    const run = new Set(rows.map(({ name }) => name));
    return names.filter((name) => !run.has(name));
  } finally {
    await runner.release();
  }
}

async function runPending(dataSource: DataSource): Promise<string[]> {
  return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
}

/** Several processes may start at once; the others wait for the first and find nothing left to do. */
export async function migrateUnderLock(dataSource: DataSource): Promise<readonly string[]> {
  const holder = dataSource.createQueryRunner();
  try {
    // Locks belong to the server, not to a database; their names have at most 64 characters.
    const lock = `CONCAT('rollcall_', LEFT(SHA2(DATABASE(), 256), 40))`;
    const [row] = (await holder.query(`SELECT GET_LOCK(${lock}, ${lockSecondsMax}) AS taken`)) as {
      taken: unknown;
    }[];
    if (Number(row?.taken) !== 1) {
      throw new StorageUnavailable('Another process is still bringing the database schema up to date.');
    }
    const names = await runPending(dataSource);
    await holder.query(`SELECT RELEASE_LOCK(${lock})`);
    return names;
  } finally {
    await holder.release();
  }
}

/** SQLite has no lock beside the transaction's own: whoever comes second fails, and finds the work done. */
export async function migrateSqlite(dataSource: DataSource): Promise<readonly string[]> {
  for (let tries = 1; ; tries++) {
    if ((await pendingMigrations(dataSource)).length === 0) return [];
    try {
      return await runPending(dataSource);
    } catch (error) {
      if (tries === sqliteTriesMax) throw error;
      await pause(100);
    }
  }
}
