import type { StorageInspection } from '../../../application/ports/storage.ts';
import { type Check, fine, wrong } from './check.ts';

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

export function checkMigrations({ pendingMigrations }: StorageInspection, migratesByItself: boolean): Check {
  const pending = pendingMigrations.length;
  if (pending === 0) return fine('schema', 'up to date');
  if (migratesByItself) return fine('schema', `${pending} migrations to run; the next start runs them`);
  return wrong(
    'schema',
    `${pending} migrations to run: ${pendingMigrations.join(', ')}`,
    'Run: rollcall migrate',
  );
}

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
