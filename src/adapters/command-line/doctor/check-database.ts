import type { StorageInspection, StorageTrial } from '../../../application/ports/storage.ts';
import { type Check, doubtful, fine, wrong } from './check.ts';

const oldestSupported: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  MySQL: [8, 4],
  MariaDB: [10, 11],
};

export function checkVersion({ product, location }: StorageInspection): Check {
  const [, name = product, major, minor] = /^(\w+) (\d+)\.(\d+)/.exec(product) ?? [];
  const oldest = oldestSupported[name];
  const found = `${product} at ${location}`;
  if (oldest === undefined) return fine('database', found);
  const [oldestMajor, oldestMinor] = oldest;
  const newEnough =
    Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
  if (newEnough) return fine('database', found);
  return wrong('database', found, `Upgrade the database to ${name} ${oldest.join('.')} or newer.`);
}

/** None where its one server takes writes. */
export function checkServer({ refusesWrites, hidesGroup }: StorageInspection): readonly Check[] {
  if (refusesWrites !== undefined) {
    const mend =
      'Name all servers in ROLLCALL_DATABASE_URL, so that the one that takes writes is found: mysql://user:password@db1,db2,db3/name';
    return [wrong('database server', refusesWrites, mend)];
  }
  if (!hidesGroup) return [];
  return [
    doubtful(
      'database server',
      'it is in a group of which this user may not see the members, so that nobody notices when it loses the others',
      'Run on the primary: GRANT SELECT ON performance_schema.replication_group_members TO the user',
    ),
  ];
}

export function checkMigrations(
  { pendingMigrations, unknownMigrations, refusal, isNew, foreignTables }: StorageInspection,
  migratesByItself: boolean,
): Check {
  if (isNew && foreignTables.length > 0) {
    return wrong(
      'schema',
      `another program's: there is ${someOf(foreignTables)}, and nothing of Rollcall's`,
      'Name a database of its own in ROLLCALL_DATABASE_URL, or run: rollcall migrate --beside-others',
    );
  }
  if (refusal !== undefined) {
    return wrong(
      'schema',
      refusal.message,
      'Start the newer version, or go back to a backup from before it.',
    );
  }
  const pending = pendingMigrations.length;
  if (unknownMigrations.length > 0 && pending === 0)
    return fine('schema', 'that of a newer version, which serves this one as well');
  if (pending === 0) return fine('schema', 'up to date');
  if (migratesByItself) return fine('schema', `${pending} migrations to run; the next start runs them`);
  return wrong(
    'schema',
    `${pending} migrations to run: ${pendingMigrations.join(', ')}`,
    'Run: rollcall migrate',
  );
}

/** How many of what may be many are named. */
const namedMax = 3;

export function checkWriting(
  { refusedWrites, refusedCreate }: StorageTrial,
  migratesByItself: boolean,
): Check {
  const [first] = refusedWrites;
  if (first !== undefined) {
    return wrong(
      'writing',
      `refused: ${someOf(refusedWrites.map(({ what }) => what))} (${first.because})`,
      'Give the database user the rights that the operator’s guide names, and see that the database is not read-only.',
    );
  }
  if (refusedCreate === undefined || !migratesByItself)
    return fine('writing', 'the service may write what it has to');
  return wrong(
    'writing',
    `refused: CREATE (${refusedCreate})`,
    'Give the database user the right to change tables, or set ROLLCALL_MIGRATE=manual and run rollcall migrate as a user who has it.',
  );
}

/** None where the database is Rollcall's alone; a newer release has tables that this one does not know. */
export function checkTables({ foreignTables, unknownMigrations }: StorageInspection): readonly Check[] {
  if (foreignTables.length === 0 || unknownMigrations.length > 0) return [];
  return [
    doubtful(
      'tables',
      `there are some that are not Rollcall’s: ${someOf(foreignTables)}`,
      'Give Rollcall a database of its own, or take away what is left of other programs.',
    ),
  ];
}

const someOf = (names: readonly string[]): string =>
  names.length <= namedMax
    ? names.join(', ')
    : `${names.slice(0, namedMax).join(', ')} and ${names.length - namedMax} more`;

const apartMillisecondsMax = 5000;
const [firstPlausibleYear, lastPlausibleYear] = [2026, 2100];

/** @param now - this machine's clock, in milliseconds. */
export function checkClock({ clock, product }: StorageInspection, now: number): Check {
  const mend =
    'Set up NTP on this machine and on the database server: token expiry and the audit log go by the clock.';
  const year = new Date(now).getUTCFullYear();
  if (year < firstPlausibleYear || year > lastPlausibleYear) {
    return wrong('clock', `this machine says that it is the year ${year}`, mend);
  }
  const apart = Math.abs(Date.parse(clock) - now);
  const found = `${(apart / 1000).toFixed(1)} s apart from the clock of ${product}`;
  return apart <= apartMillisecondsMax ? fine('clock', found) : wrong('clock', found, mend);
}
