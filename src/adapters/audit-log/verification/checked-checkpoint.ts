import { type Checkpoint, checkpointIn } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/note-key.ts';
import { type NoteProblem, NoteRefused, verifiedText } from '../notes/signed-note.ts';
import { faultAt } from './fault-found.ts';

const codes = {
  malformed: 'malformedCheckpoint',
  unknownKey: 'wrongKey',
  brokenSignature: 'brokenSignature',
} as const satisfies Record<NoteProblem, string>;

const sentences: Record<NoteProblem, string> = {
  malformed: 'is no signed checkpoint.',
  unknownKey: 'is signed by a key that is not one of this log: whoever wrote it does not have the key.',
  brokenSignature: 'was changed after it was signed.',
};

/**
 * The checkpoint that a note is.
 *
 * @param what - names it in a sentence: `The checkpoint of 12 entries in the database`.
 * @throws FaultFound
 */
export function checkedCheckpoint(
  note: string,
  what: string,
  { keys, origin }: { readonly keys: readonly VerifierKey[]; readonly origin: string },
): Checkpoint {
  try {
    const checkpoint = checkpointIn(verifiedText(note, keys));
    if (checkpoint.origin === origin) return checkpoint;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw faultAt(codes[error.problem], undefined, `${what} ${sentences[error.problem]}`);
  }
  throw faultAt('otherLog', undefined, `${what} is of another log than ${origin}.`);
}
