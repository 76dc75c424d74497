import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
  const unfinished = join(folder, `.${randomUUID()}`);
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
