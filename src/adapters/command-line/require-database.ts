import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Installation } from './installation.ts';
import { OperatorError } from './operator-error.ts';

/**
 * An embedded database that is not there would be made by whoever opens it, and be taken for the real one.
 *
 * @throws OperatorError `databaseMissing`.
 */
export function requireDatabase(installation: Installation): void {
  const { databaseFile } = installation.settings();
  if (databaseFile === undefined || existsSync(databaseFile)) return;
  throw new OperatorError(
    'databaseMissing',
    `There is no database at ${resolve(databaseFile)}. Run this in the folder of the installation, or set ROLLCALL_DATABASE_URL; "rollcall serve" and "rollcall migrate" make a new one.`,
  );
}
