import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { PersonalIn } from '../../../application/ports/audit-archive.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import { eraseValues } from '../commitment/erase-values.ts';
import { linesOf } from '../export/bounded-lines.ts';
import { exportLine, lineIn, type ProvedEntry } from '../export/export-form.ts';
import { writeWhole } from '../whole-file.ts';

/** The entries of a file, in their order. @throws what reading a file throws, and SyntaxError. */
export async function* entriesIn(file: string): AsyncGenerator<RecordedJournalEntry> {
  for await (const bytes of linesOf(createReadStream(file))) {
    const proved = provedIn(bytes);
    if (proved !== undefined) yield proved.entry;
  }
}

/**
 * Erases values of entries. Each leaf stays the same, so that the file goes on verifying.
 *
 * @param personal - says which values go.
 * @param check - verifies the new file, before it stands in the place of the old one; absent where nothing is to be written.
 * @returns how many entries had values that were not erased before.
 * @throws as `entriesIn`, and what `check` throws.
 */
export async function eraseFromFile(
  file: string,
  personal: PersonalIn,
  check?: (unfinished: string) => Promise<void>,
): Promise<number> {
  let erased = 0;
  for await (const { left } of erasedLines(file, personal)) if (left !== undefined) erased += 1;
  if (erased === 0 || check === undefined) return erased;
  const lines = async function* () {
    for await (const { bytes, left } of erasedLines(file, personal)) yield left ?? bytes;
  };
  await writeWhole(file, (handle) => writeFile(handle, lines()), check);
  return erased;
}

/** Each line, and what is left of one of which something goes. */
async function* erasedLines(file: string, personal: PersonalIn) {
  for await (const bytes of linesOf(createReadStream(file))) {
    const proved = provedIn(bytes);
    const left = proved && eraseValues(proved, personal(proved.entry));
    yield { bytes, left: left && exportLine({ ...left, proof: proved.proof }) };
  }
}

function provedIn(bytes: Buffer): ProvedEntry | undefined {
  const line = lineIn(JSON.parse(bytes.toString()) as JsonValue);
  return line !== undefined && 'entry' in line ? line : undefined;
}
