import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { OperatorError } from './operator-error.ts';

/**
 * Writes a file that is there as a whole or not at all: under another name beside it, until all is written. A file of the
 * name that was there before is replaced. Only its owner may read it.
 *
 * @throws OperatorError `fileNotWritable`, and what `work` throws.
 */
export async function writeWholeFile(
  path: string,
  work: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  // Found out before the work, and not when all of it is done.
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw notWritable(path, new Error('it is a folder'));
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  const file = await open(unfinished, 'wx', 0o600).catch((error: unknown) => {
    throw notWritable(path, error);
  });
  try {
    await filled(file, path, work);
    await rename(unfinished, path).catch((error: unknown) => {
      throw notWritable(path, error);
    });
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function filled(
  file: FileHandle,
  path: string,
  work: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const orRefuse = <Result>(written: Promise<Result>) =>
    written.catch((error: unknown) => {
      throw notWritable(path, error);
    });
  try {
    await work(async (text) => {
      await orRefuse(file.appendFile(text));
    });
    await orRefuse(file.sync());
  } finally {
    await file.close();
  }
}

const notWritable = (path: string, error: unknown): OperatorError =>
  new OperatorError(
    'fileNotWritable',
    `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}. Name a file in a folder that this user may write to, with room on its disk.`,
  );
