import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { errorMessage } from '../error-message.ts';
import { OperatorError } from '../operator-error.ts';
import { readInput } from '../read-input.ts';

const verifierPattern = /[^\s"+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}/g;

/**
 * The keys in a file, whatever stands around them.
 *
 * @throws OperatorError `fileUnreadable`, `keyMissing`.
 */
export async function verifiersIn(file: string): Promise<readonly string[]> {
  const verifiers = (await readInput(file)).match(verifierPattern) ?? [];
  if (verifiers.length > 0) return verifiers;
  throw new OperatorError(
    'keyMissing',
    `The file ${file} has no key. Write one into it as this shows it: rollcall audit key list`,
  );
}

/** Longer than any signed checkpoint. */
const noteCharactersMax = 10_000;

/**
 * The notes in a file, one behind the other, with empty lines between them or not. Few are in memory at a time.
 *
 * @throws OperatorError `fileUnreadable`, `checkpointMissing`.
 */
export async function* notesIn(file: string): AsyncGenerator<string> {
  let [note, isSigned, found] = ['', false, 0];
  for await (const line of linesOf(file)) {
    const isSignature = line.startsWith('— ');
    // What follows the signatures of a note is the next one.
    if (isSigned && !isSignature) {
      yield note;
      [note, isSigned, found] = ['', false, found + 1];
    }
    if (note === '' && line === '') continue;
    note += `${line}\n`;
    isSigned = isSignature;
    if (note.length > noteCharactersMax) break;
  }
  if (note !== '') yield note;
  if (note !== '' || found > 0) return;
  throw new OperatorError('checkpointMissing', `There are no checkpoints in ${file}.`);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    const input = file === '-' ? process.stdin : createReadStream(file);
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new OperatorError('fileUnreadable', `The file ${file} cannot be read: ${errorMessage(error)}`);
  }
}
