import type { DataSource } from 'typeorm';
import { migrations } from '../entities/database-schema.ts';
import type { DatabaseInspection } from './database-product.ts';

/** What the program and a database know of each other's migrations. */
export interface SchemaMigrations {
  /** The names of those that the database has not seen. */
  readonly pending: readonly string[];
  /** The names of those that a newer program has run. */
  readonly unknown: readonly string[];
  /** Whether the database has seen none. */
  readonly isNew: boolean;
}

export function schemaMigrations({
  migrationsRun,
}: Pick<DatabaseInspection, 'migrationsRun'>): SchemaMigrations {
  const run = migrationsRun.map(({ name }) => String(name));
  const names: readonly string[] = migrations.map((Migration) => new Migration().name);
  const pending = names.filter((name) => !run.includes(name));
  // Many programs have a table of migrations: where it tells of none of ours, no newer program of ours wrote it.
  if (pending.length === names.length) return { pending, unknown: [], isNew: true };
  return { pending, unknown: run.filter((name) => !names.includes(name)), isNew: false };
}

/** Runs those that are pending, each in a transaction of its own, and tells their names. */
export async function runPendingMigrations(dataSource: DataSource): Promise<string[]> {
  return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
}
