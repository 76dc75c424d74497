import type { TreeHead } from '../merkle/proofs.ts';
import { hashBytes } from '../merkle/tree-hash.ts';
import { NoteRefused } from './signed-note.ts';

/** What a log was at a time: the text of a signed note (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** Which log it is of. */
  readonly origin: string;
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/**
 * The checkpoint that the text of a note is. Lines behind the third are passed over: logs may add what they like.
 *
 * @throws NoteRefused when it is malformed.
 */
export function checkpointIn(text: string): Checkpoint {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const isCheckpoint =
    origin !== '' &&
    /^(0|[1-9]\d{0,15})$/.test(size) &&
    Number.isSafeInteger(Number(size)) &&
    root.length === hashBytes &&
    root.toString('base64') === encoded;
  if (!isCheckpoint) throw new NoteRefused('malformed');
  return { origin, size: Number(size), root };
}
