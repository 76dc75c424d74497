import type { DataSource } from 'typeorm';

/** The names of the migrations that the database has not seen. */
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

/** Runs them, each in a transaction of its own, and tells their names. */
export async function runPendingMigrations(dataSource: DataSource): Promise<string[]> {
  return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
}
