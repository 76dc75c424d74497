import { ExportRefused } from '../../../application/ports/audit-export.ts';

/** More than the largest entry takes; a file that is none of ours is not read into memory. */
export const lineBytesMax = 64 * 1024 ** 2;

const lineFeed = 0x0a;

/**
 * The lines of a file with their ends, each whole. The last may have no end: then it was cut.
 *
 * @throws ExportRefused `exportMalformed` for a line that is too long.
 */
export async function* linesOf(file: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file) {
    let start = 0;
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, at + 1)]);
      begun = [];
      length = 0;
      start = at + 1;
    }
    begun.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > lineBytesMax) {
      throw new ExportRefused(
        'exportMalformed',
        'The file is no export of the audit log: a line is too long.',
      );
    }
  }
  if (length > 0) yield Buffer.concat(begun);
}
