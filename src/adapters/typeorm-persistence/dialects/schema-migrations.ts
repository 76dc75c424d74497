import type { DataSource, QueryRunner } from 'typeorm';

/** What the program and a database know of each other's migrations. */
export interface SchemaMigrations {
  /** The names of those that the database has not seen. */
  readonly pending: readonly string[];
  /** The names of those that a newer program has run. */
  readonly unknown: readonly string[];
  /** Whether the database has seen none. */
  readonly isNew: boolean;
}

export async function schemaMigrationsOf(dataSource: DataSource): Promise<SchemaMigrations> {
  const runner = dataSource.createQueryRunner();
  try {
    return await schemaMigrations(runner);
  } finally {
    await runner.release();
  }
}

/** The same, on a connection that is lent already. */
export async function schemaMigrations(runner: QueryRunner): Promise<SchemaMigrations> {
  const names = runner.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  if (!(await runner.hasTable('migrations'))) return { pending: names, unknown: [], isNew: true };
  const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
  const run = rows.map(({ name }) => name);
  const pending = names.filter((name) => !run.includes(name));
  // Many programs have a table of that name: where it tells of none of ours, no newer program of ours wrote it.
  if (pending.length === names.length) return { pending, unknown: [], isNew: true };
  return { pending, unknown: run.filter((name) => !names.includes(name)), isNew: false };
}

/** Runs those that are pending, each in a transaction of its own, and tells their names. */
export async function runPendingMigrations(dataSource: DataSource): Promise<string[]> {
  return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
}
