import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { SinkFormat } from '../../entry-formats/sink-formats.ts';
import type { EntrySink } from './entry-sink.ts';
import { endOfEntries } from './last-entry.ts';

export interface FileSinkSettings {
  readonly path: string;
  /** At which size it is set aside and another one begun. */
  readonly bytesMax: number;
  /** How many that were set aside are kept, the newest of them. */
  readonly kept: number;
}

interface OpenFile {
  readonly handle: FileHandle;
  size: number;
  /** Of its last entry, 0 where it has none. */
  position: number;
}

const positionDigits = 15;

/**
 * A file of a line for each entry. It is its own memory: its last line tells up to where it goes, so that each entry stands in
 * it once, whichever end was killed. Files that are set aside bear the position of their last entry in the name.
 */
export class FileSink implements EntrySink {
  readonly name: string;
  private file: OpenFile | undefined;

  constructor(
    private readonly format: SinkFormat,
    private readonly settings: FileSinkSettings,
  ) {
    this.name = `file ${settings.path}`;
  }

  async open(remembered: number): Promise<number> {
    await this.close();
    const { path } = this.settings;
    const handle = await open(path, 'a+', 0o600);
    const end = await endOfEntries(handle, this.format, path).catch(async (error: unknown) => {
      await handle.close();
      throw error;
    });
    // Of a line that was being written when the process was killed.
    await handle.truncate(end.bytes);
    const setAside = positionInName((await this.setAside()).at(-1) ?? '');
    const position = Math.max(end.position, setAside, remembered);
    this.file = { handle, size: end.bytes, position };
    return position;
  }

  async write(entries: readonly RecordedJournalEntry[]): Promise<number> {
    const last = entries.at(-1)?.position;
    if (last === undefined) throw new Error('There is nothing to write.');
    const there = await this.stillThere();
    const lines = Buffer.from(entries.map((entry) => this.format.lineOf(entry)).join(''));
    const { bytesMax } = this.settings;
    const { size } = there;
    const file = size > 0 && size + lines.length > bytesMax ? await this.begun(there) : there;
    await file.handle.appendFile(lines);
    await file.handle.datasync();
    file.size += lines.length;
    file.position = last;
    return last;
  }

  async settle(): Promise<number> {
    return this.file?.position ?? 0;
  }

  async close(): Promise<void> {
    const file = this.file;
    this.file = undefined;
    await file?.handle.close();
  }

  /**
   * The file, as it was left. One that was moved away, removed or emptied meanwhile is begun anew, so that no entry goes where nobody
   * looks.
   *
   * @throws Error where somebody else wrote to it: a process that stood still has lost the sink to another one.
   */
  private async stillThere(): Promise<OpenFile> {
    const { file, settings } = this;
    if (file === undefined) throw new Error('The file is not open.');
    const [there, own] = [await stat(settings.path).catch(() => undefined), await file.handle.stat()];
    const isSame = there?.ino === own.ino && there.dev === own.dev;
    if (isSame && own.size === file.size) return file;
    if (isSame && own.size > file.size)
      throw new Error(`Somebody else has written to ${settings.path}. It is opened again.`);
    await this.open(file.position);
    return this.file ?? file;
  }

  /** Sets the file aside and begins another one. */
  private async begun({ handle, position }: OpenFile): Promise<OpenFile> {
    const { path, kept } = this.settings;
    await handle.close();
    this.file = undefined;
    await rename(path, `${path}.${String(position).padStart(positionDigits, '0')}`);
    const older = (await this.setAside()).slice(0, -kept || undefined);
    for (const name of older) await rm(join(dirname(path), name));
    this.file = { handle: await open(path, 'ax+', 0o600), size: 0, position };
    return this.file;
  }

  /** The names of the files that were set aside, the oldest first. */
  private async setAside(): Promise<readonly string[]> {
    const { path } = this.settings;
    const begin = `${basename(path)}.`;
    const names = await readdir(dirname(path));
    return names.filter((name) => name.startsWith(begin) && positionInName(name) > 0).toSorted();
  }
}

function positionInName(name: string): number {
  const [, digits] = new RegExp(`\\.(\\d{${positionDigits}})$`).exec(name) ?? [];
  return Number(digits ?? 0);
}
