import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { isOlder } from '../connections/served-releases.ts';
import { migrations } from '../entities/database-schema.ts';
import { changesOfOlderMigrations } from '../schema-changes/changes-of-older-migrations.ts';
import type { DescribedMigration } from '../schema-changes/schema-change.ts';
import type { DatabaseInspection } from './database-product.ts';

type Description = Pick<DescribedMigration, 'name' | 'change'>;

/** Every migration of this program, in the order of time. @throws Error where one does not say what it does. */
export const describedMigrations = (): readonly Description[] =>
  migrations.map((Migration) => {
    const migration: { readonly name: string; readonly change?: DescribedMigration['change'] } =
      new Migration();
    const { name, change = changesOfOlderMigrations[name] } = migration;
    if (change === undefined) throw new Error(`The migration ${name} does not say what it does.`);
    return { name, change };
  });

/** What the program and a database know of each other's migrations. */
export interface SchemaMigrations {
  /** Those that the database has not seen. */
  readonly pending: readonly Description[];
  /** The names of those that a newer program has run. */
  readonly unknown: readonly string[];
  /** Whether the database has seen none. */
  readonly isNew: boolean;
}

export function schemaMigrations({
  migrationsRun,
}: Pick<DatabaseInspection, 'migrationsRun'>): SchemaMigrations {
  const run = migrationsRun.map(({ name }) => String(name));
  const known = describedMigrations();
  const pending = known.filter(({ name }) => !run.includes(name));
  // Many programs have a table of migrations: where it tells of none of ours, no newer program of ours wrote it.
  if (pending.length === known.length) return { pending, unknown: [], isNew: true };
  const names = known.map(({ name }) => name);
  return { pending, unknown: run.filter((name) => !names.includes(name)), isNew: false };
}

/** Processes look each two seconds whether they are still served. */
const noticeMilliseconds = 5_000;

/**
 * Runs those that are pending, each in a transaction of its own, and tells their names. Before anything is taken away, whoever reads
 * it is told and has time to see that.
 */
export async function runPendingMigrations(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  if (await serveNoOlderReleases(runner)) await pause(noticeMilliseconds);
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  const run = await executor.executePendingMigrations();
  // A new database had nowhere to say it before.
  await serveNoOlderReleases(runner);
  return run.map(({ name }) => name);
}

/** Has the database say which is the oldest release that it serves with all migrations. @returns whether it said an older one. */
async function serveNoOlderReleases(runner: QueryRunner): Promise<boolean> {
  if (!(await runner.hasTable('schema_readers'))) return false;
  const [row] = (await runner.query('SELECT oldest_release FROM schema_readers')) as readonly {
    readonly oldest_release: string;
  }[];
  const before = row?.oldest_release ?? '';
  const oldest = describedMigrations().reduce(
    (found, { change: { unreadSince = found } }) => (isOlder(found, unreadSince) ? unreadSince : found),
    before,
  );
  if (oldest === before) return false;
  await runner.query('UPDATE schema_readers SET oldest_release = ?', [oldest]);
  return true;
}
