import { accessSync, constants } from 'node:fs';
import type { StorageTrial } from '../../../application/ports/storage.ts';
import type { Account } from '../../../domain/account/account.ts';
import { errorMessage } from '../error-message.ts';
import type { InstallationSettings } from '../installation.ts';
import { type Check, doubtful, wrong } from './check.ts';

const name = 'audit log archive';

/** An account may say how long its audit log stays in the database, and only an operator where it goes. */
export function checkArchive(
  accounts: readonly Account[],
  { auditArchive: folder }: Pick<InstallationSettings, 'auditArchive'>,
  { refusedArchiving }: Pick<StorageTrial, 'refusedArchiving'>,
): readonly Check[] {
  const keeping = accounts.find(({ state }) => state.auditLogDaysKept !== undefined)?.state;
  if (keeping === undefined) return [];
  if (folder === undefined)
    return [
      doubtful(
        name,
        `there is no folder for it, so that all entries stay; ${JSON.stringify(keeping.name)} wants them to leave after ${keeping.auditLogDaysKept} days`,
        'Set ROLLCALL_AUDIT_ARCHIVE to a folder that is there and that all processes share.',
      ),
    ];
  const [refused] = refusedArchiving;
  if (refused !== undefined)
    return [
      wrong(
        name,
        `the database refuses what takes entries out of it, so that all stay: ${refusedArchiving.map(({ what }) => what).join(', ')} (${refused.because})`,
        'Give the database user the rights that the operator’s guide names for the archive.',
      ),
    ];
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return [];
  } catch (error) {
    const mend = 'Make the folder that ROLLCALL_AUDIT_ARCHIVE names, or let the service write to it.';
    return [wrong(name, `its folder cannot be written: ${errorMessage(error)}`, mend)];
  }
}
