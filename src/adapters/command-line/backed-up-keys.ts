import { constants, existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import type { KeptBeside } from './installation.ts';
import { OperatorError } from './operator-error.ts';

interface KeyCopy {
  readonly key: string;
  readonly copy: string;
}

/** Keys that are files, and where their copies are that go with a backup. */
export const keyCopies = (kept: readonly KeptBeside[], backup: string): readonly KeyCopy[] =>
  kept.flatMap(({ where, copyEnding }) =>
    copyEnding === undefined ? [] : [{ key: where, copy: `${backup}.${copyEnding}` }],
  );

/** The keys that are there and are to be copied to a backup. @throws OperatorError `fileThere` */
export function keysToCopy(copies: readonly KeyCopy[]): readonly KeyCopy[] {
  const there = copies.filter(({ key }) => existsSync(key));
  for (const { copy } of there)
    if (existsSync(copy))
      throw new OperatorError(
        'fileThere',
        `${copy} is there already, and a key is never written over. Name another file.`,
      );
  return there;
}

/** The copies that a backup has and that are to become keys again. @throws OperatorError `fileThere` where there is another key */
export const keysToRestore = (copies: readonly KeyCopy[]): readonly KeyCopy[] =>
  copies.filter(({ key, copy }) => {
    if (!existsSync(copy)) return false;
    if (!existsSync(key)) return true;
    if (readFileSync(key).equals(readFileSync(copy))) return false;
    throw new OperatorError(
      'fileThere',
      `${key} has another key than ${copy}, and a key is never written over. Move it away, and restore again.`,
    );
  });

/** For this user alone. @throws Error of the operating system */
export async function copyKey(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  await chmod(to, 0o600);
}
