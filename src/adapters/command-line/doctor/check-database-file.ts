import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Check, fine, wrong } from './check.ts';

const others = 0o077;

/** Whether the embedded database's folder can be written, or made where it is missing, and who else reads the file. */
export async function checkDatabaseFile(file: string): Promise<readonly Check[]> {
  return [await checkFolder(dirname(file)), ...(await checkReaders(file))];
}

/** Windows has no such rights, and says that everybody has them. */
async function checkReaders(file: string): Promise<readonly Check[]> {
  const mode = await stat(file).then(
    (found) => found.mode,
    () => 0,
  );
  if (process.platform === 'win32' || (mode & others) === 0) return [];
  return [wrong('database file', `other users of this machine may open ${file}`, `Run: chmod 600 ${file}*`)];
}

async function checkFolder(folder: string): Promise<Check> {
  const existing = await nearestExisting(resolve(folder));
  if (!(await stat(existing)).isDirectory()) {
    const mend = 'Set ROLLCALL_DATABASE_URL to a file elsewhere.';
    return wrong('data folder', `${existing} is no folder`, mend);
  }
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
