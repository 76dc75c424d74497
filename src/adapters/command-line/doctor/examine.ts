import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorMessage } from '../error-message.ts';
import type { Installation, InstallationSettings } from '../installation.ts';
import { type Session, withSession } from '../verb.ts';
import { type Check, doubtful, fine, wrong } from './check.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkArchive } from './check-archive.ts';
import { checkAuditSinks, checkSinkSettings } from './check-audit-sinks.ts';
import {
  checkClock,
  checkMigrations,
  checkServer,
  checkTables,
  checkVersion,
  checkWriting,
} from './check-database.ts';
import { checkDatabaseFile } from './check-database-file.ts';
import { checkPublicUrl } from './check-public-url.ts';
import { checkSeal } from './check-seal.ts';

/** Looks at everything that the service needs; what cannot be looked at because of what is wrong is left out. */
export async function examine(installation: Installation): Promise<readonly Check[]> {
  const version = fine('version', `${installation.version} on Node.js ${process.versions.node}`);
  let settings: InstallationSettings;
  try {
    settings = installation.settings();
  } catch (error) {
    return [
      version,
      wrong(
        'configuration',
        errorMessage(error),
        'Correct what is listed, in the environment or in config/.env.',
      ),
    ];
  }
  const checks = [
    version,
    fine('configuration', 'valid'),
    checkPublicUrl(settings.publicUrl),
    ...checkSinkSettings(settings),
  ];
  const { databaseFile } = settings;
  if (databaseFile !== undefined) {
    checks.push(...(await checkDatabaseFile(databaseFile)));
    // To open it would make it.
    if (!existsSync(databaseFile)) return [...checks, noDatabase(databaseFile)];
  }
  try {
    checks.push(
      ...(await withSession(installation, (session) => examineDatabase(session, settings), 'asItIs')),
    );
  } catch (error) {
    const mend = 'Check ROLLCALL_DATABASE_URL, and that the database runs and is reached from this machine.';
    checks.push(wrong('database', errorMessage(error), mend));
  }
  return checks;
}

const noDatabase = (file: string): Check =>
  doubtful(
    'database',
    `there is none at ${resolve(file)}`,
    'Where there should be one, run this in the folder of the installation, or set ROLLCALL_DATABASE_URL. The first start makes a new one.',
  );

async function examineDatabase(session: Session, settings: InstallationSettings): Promise<readonly Check[]> {
  const inspection = await session.storage.inspect();
  const now = Date.now();
  const checks = [
    checkVersion(inspection),
    ...checkServer(inspection),
    checkMigrations(inspection, settings.migratesByItself),
    checkClock(inspection, now),
  ];
  if (inspection.pendingMigrations.length > 0 || inspection.refusal !== undefined) return checks;
  const trial = await session.storage.tryOut();
  checks.push(checkWriting(trial, settings.migratesByItself), ...checkTables(inspection));
  checks.push(...(await checkSeal(session, now)));
  const accounts = await session.application.listAccounts(session.operator);
  checks.push(...checkArchive(accounts, settings, trial));
  checks.push(...checkAuditSinks(settings, await session.auditSinks.states()));
  return [...checks, ...(await checkAccounts(session, now))];
}
