import type { DesiredAgent } from '../../../domain/agent/desired-agent.ts';
import type { UserNotation } from '../installation.ts';
import { type Bytes, type ImportLine, lineBytesMax, orRefusal, tooLong } from './import-line.ts';

const lineFeed = 0x0a;
const blank = 0x20;
const byteOrderMark = Buffer.from('\uFEFF');

/** Reads JSON lines: a SCIM User each. Empty lines are passed over. */
export async function* readJsonLines(
  bytes: Bytes,
  users: UserNotation,
): AsyncGenerator<ImportLine<DesiredAgent>> {
  let number = 0;
  for await (const line of linesOf(bytes)) {
    number += 1;
    if (line === undefined) yield { number, size: 0, item: tooLong() };
    else if (!isBlank(line)) {
      yield { number, size: line.length, item: orRefusal(() => users.readJson(line)) };
    }
  }
}

const isBlank = (line: Buffer): boolean => line.every((byte) => byte <= blank);

/** `undefined` for a line that is too long, of which nothing is kept. */
async function* linesOf(bytes: Bytes): AsyncGenerator<Buffer | undefined> {
  let begun: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= lineBytesMax) begun.push(piece);
    else begun = [];
  };
  const end = () => {
    const line = length > lineBytesMax ? undefined : Buffer.concat(begun);
    begun = [];
    length = 0;
    return line;
  };
  let isFirst = true;
  for await (const chunk of bytes) {
    const read = isFirst && byteOrderMark.equals(chunk.subarray(0, 3)) ? chunk.subarray(3) : chunk;
    isFirst = false;
    let start = 0;
    for (let at = read.indexOf(lineFeed); at >= 0; at = read.indexOf(lineFeed, start)) {
      add(read.subarray(start, at));
      yield end();
      start = at + 1;
    }
    add(read.subarray(start));
  }
  if (length > 0) yield end();
}
