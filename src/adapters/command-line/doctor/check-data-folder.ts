import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Check, fine, wrong } from './check.ts';

/** Whether the embedded database's folder can be written, or made where it is missing. */
export async function checkDataFolder(folder: string): Promise<Check> {
  const existing = await nearestExisting(resolve(folder));
  try {
    await access(existing, constants.W_OK | constants.X_OK);
    return fine(
      'data folder',
      existing === resolve(folder) ? `${existing} is writable` : `${folder} can be made`,
    );
  } catch {
    return wrong(
      'data folder',
      `${existing} cannot be written by this user`,
      `Give this user the right to write to ${existing}, or set ROLLCALL_DATABASE_URL to a file elsewhere.`,
    );
  }
}

async function nearestExisting(folder: string): Promise<string> {
  try {
    await access(folder, constants.F_OK);
    return folder;
  } catch {
    return folder === dirname(folder) ? folder : nearestExisting(dirname(folder));
  }
}
