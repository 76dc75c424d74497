import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptCheckpoint } from '../../../application/ports/audit-seal.ts';
import { writeWhole } from '../whole-file.ts';
import type { CheckpointPlace } from './checkpoint-place.ts';

const dayCharacters = 'YYYY-MM-DD'.length;
const sizeDigits = 15;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const filePattern = /^\d{15}\.checkpoint$/;

/**
 * A folder with a file for each checkpoint, in folders for the days: `2026-11-26/000000000012345.checkpoint`. Nothing in it is
 * ever changed, so that it may be on a medium that is written once.
 */
export class CheckpointFolder implements CheckpointPlace {
  constructor(readonly name: string) {}

  async put({ size, note, madeAt }: KeptCheckpoint): Promise<void> {
    const folder = join(this.name, madeAt.slice(0, dayCharacters));
    const file = join(folder, `${String(size).padStart(sizeDigits, '0')}.checkpoint`);
    const there = await textOf(file);
    if (there === note) return;
    if (there !== undefined) throw new Error(`another checkpoint of ${size} entries is there already`);
    await mkdir(folder, { recursive: true });
    await writeWhole(file, (handle) => handle.writeFile(note));
  }

  async newestSize(): Promise<number> {
    for (const day of (await namesIn(this.name, dayPattern)).toReversed()) {
      const newest = (await namesIn(join(this.name, day), filePattern)).at(-1);
      if (newest !== undefined) return sizeIn(newest);
    }
    return 0;
  }

  async *notes(): AsyncIterable<string> {
    // Sizes grow with the days.
    for (const day of await namesIn(this.name, dayPattern)) {
      const folder = join(this.name, day);
      for (const file of await namesIn(folder, filePattern)) yield await readFile(join(folder, file), 'utf8');
    }
  }
}

/** Of `000000000012345.checkpoint`. */
const sizeIn = (file: string): number => Number.parseInt(file, 10);

async function namesIn(folder: string, pattern: RegExp): Promise<readonly string[]> {
  const names = await readdir(folder).catch(ifMissing([]));
  return names.filter((name) => pattern.test(name)).toSorted();
}

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(ifMissing(undefined));

const ifMissing =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
