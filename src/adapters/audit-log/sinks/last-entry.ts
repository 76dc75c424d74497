import type { FileHandle } from 'node:fs/promises';
import type { SinkFormat } from '../../entry-formats/sink-formats.ts';

const newline = 0x0a;
const bytesPerRead = 65_536;

export interface EndOfEntries {
  /** Behind the last whole line. */
  readonly bytes: number;
  /** Of the last entry, 0 where there is none. */
  readonly position: number;
}

/**
 * Where the entries of a file end. Behind them may stand a part of a line, as a process leaves it that was killed.
 *
 * @throws Error where the file holds something else than entries in this format.
 */
export async function endOfEntries(
  file: FileHandle,
  format: SinkFormat,
  path: string,
): Promise<EndOfEntries> {
  const { size } = await file.stat();
  const bytes = (await lastNewline(file, size)) + 1;
  if (bytes === 0) {
    const begun = await textBetween(file, 0, Math.min(size, format.beginning.length));
    if (!format.beginning.startsWith(begun)) throw holdsSomethingElse(path);
    return { bytes, position: 0 };
  }
  const line = await textBetween(file, (await lastNewline(file, bytes - 1)) + 1, bytes);
  const position = positionIn(line, format);
  if (position === undefined) throw holdsSomethingElse(path);
  return { bytes, position };
}

function positionIn(line: string, format: SinkFormat): number | undefined {
  try {
    const position = format.positionIn(JSON.parse(line));
    return Number.isSafeInteger(position) ? Number(position) : undefined;
  } catch {
    return undefined;
  }
}

const holdsSomethingElse = (path: string): Error =>
  new Error(
    `${path} holds something else than entries of the audit log in this format. Name another file, or move this one away.`,
  );

/** The place of the last newline before `end`, -1 where there is none. */
async function lastNewline(file: FileHandle, end: number): Promise<number> {
  for (let to = end; to > 0; ) {
    const from = Math.max(0, to - bytesPerRead);
    const place = (await bytesBetween(file, from, to)).lastIndexOf(newline);
    if (place >= 0) return from + place;
    to = from;
  }
  return -1;
}

const textBetween = async (file: FileHandle, from: number, to: number): Promise<string> =>
  (await bytesBetween(file, from, to)).toString('utf8');

async function bytesBetween(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, from + filled);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    filled += bytesRead;
  }
  return buffer;
}
