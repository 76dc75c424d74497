import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const unfinishedStart = '.unfinished-';
/** Whoever still writes one does so all the time. */
const abandonedMilliseconds = 3_600_000;

/** Removes what processes have left that were killed while they wrote a file of the folder. */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(unfinishedStart)) continue;
    const file = join(folder, name);
    // Another process may just have given it its name.
    const found = await stat(file).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - abandonedMilliseconds) await rm(file, { force: true });
  }
}

/**
 * Writes a file under another name until all of it is on the disk, so that nobody ever finds half of it.
 *
 * @param file - in a folder that is there; one of that name is replaced.
 * @param check - looks at what is on the disk, before it has its name; where it throws, nothing stays.
 */
export async function writeWhole(
  file: string,
  write: (handle: FileHandle) => Promise<void>,
  check: (unfinished: string) => Promise<void> = async () => {},
): Promise<void> {
  const folder = dirname(file);
  const unfinished = join(folder, unfinishedStart + randomUUID());
  try {
    const handle = await open(unfinished, 'wx', 0o644);
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await check(unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  // Windows opens no folders.
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}
