import { ExportRefused } from '../../../application/ports/audit-export.ts';
import { type Checkpoint, checkpointIn } from '../notes/checkpoint.ts';
import { type VerifierKey, verifierKeyIn } from '../notes/note-key.ts';
import { NoteRefused, verifiedText } from '../notes/signed-note.ts';

/** @param text - of a file of public keys, one a line. @throws ExportRefused `publicKeyMalformed`. */
export function publicKeysIn(text: string): readonly VerifierKey[] {
  const keys = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(verifierKeyIn);
  if (keys.length > 0 && keys.every((key) => key !== undefined)) return keys;
  throw new ExportRefused(
    'publicKeyMalformed',
    'The file of public keys has to hold one key a line, as "rollcall audit public-key" prints them.',
  );
}

/**
 * The checkpoint of a note that one of the keys has signed.
 *
 * @throws ExportRefused `exportMalformed`, `wrongKey`, `checkpointOfAnotherLog`, `signatureBroken`.
 */
export function signedHead(note: string, keys: readonly VerifierKey[]): Checkpoint {
  try {
    return checkpointOf(verifiedText(note, keys), keys);
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    switch (error.problem) {
      case 'malformed':
        throw new ExportRefused('exportMalformed', 'The checkpoint of the export is not a signed note.');
      case 'brokenSignature':
        throw new ExportRefused(
          'signatureBroken',
          'The signature of the checkpoint is broken: it was altered after it was signed.',
        );
      case 'unknownKey':
        checkpointOf(note, keys);
        throw new ExportRefused(
          'wrongKey',
          'The checkpoint is signed with another key. Verify with the public key of the installation that made the export.',
        );
    }
  }
}

/** Whoever signs is called as the log is. */
function checkpointOf(text: string, keys: readonly VerifierKey[]): Checkpoint {
  const checkpoint = checkpointIn(text);
  if (keys.some(({ name }) => name === checkpoint.origin)) return checkpoint;
  throw new ExportRefused(
    'checkpointOfAnotherLog',
    `The checkpoint is of the log ${JSON.stringify(checkpoint.origin)}, and the public key is for ${JSON.stringify(keys[0]?.name)}.`,
  );
}
