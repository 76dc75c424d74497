import { sign, verify } from 'node:crypto';
import type { SignerKey, VerifierKey } from './note-key.ts';

/** Why a note is not believed. */
export type NoteProblem = 'malformed' | 'unknownKey' | 'brokenSignature';

export class NoteRefused extends Error {
  constructor(readonly problem: NoteProblem) {
    super(messages[problem]);
  }
}

const messages: Record<NoteProblem, string> = {
  malformed: 'This is no signed note.',
  unknownKey: 'The note is signed by none of the keys.',
  brokenSignature: 'The signature is not of this text.',
};

/**
 * A signed note (C2SP signed-note).
 *
 * @param text - ends with a line feed and has no empty line.
 */
export function signedNote(text: string, keys: readonly SignerKey[]): string {
  const signatures = keys.map(({ name, hash, privateKey }) => {
    const signature = sign(null, Buffer.from(text), privateKey);
    return `— ${name} ${Buffer.concat([Buffer.from(hash, 'hex'), signature]).toString('base64')}\n`;
  });
  return `${text}\n${signatures.join('')}`;
}

/**
 * The text of a signed note that one of the keys has signed. Signatures by other keys are passed over, since witnesses may
 * have added theirs.
 *
 * @throws NoteRefused
 */
export function verifiedText(note: string, keys: readonly VerifierKey[]): string {
  const { text, signatures } = parsed(note);
  const known = signatures.flatMap(({ name, hash, signature }) => {
    const key = keys.find((candidate) => candidate.name === name && candidate.hash === hash);
    return key === undefined ? [] : [{ key, signature }];
  });
  if (known.length === 0) throw new NoteRefused('unknownKey');
  // One that is broken is not made good by another: whoever made the note had no part in it.
  const areGood = known.every(({ key, signature }) =>
    verify(null, Buffer.from(text), key.publicKey, signature),
  );
  if (!areGood) throw new NoteRefused('brokenSignature');
  return text;
}

interface NoteSignature {
  readonly name: string;
  readonly hash: string;
  readonly signature: Buffer;
}

const hashLength = 4;

/** Signatures that a note may have: so much is read of a stranger's. */
const signaturesMax = 100;

function parsed(note: string): { text: string; signatures: readonly NoteSignature[] } {
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || !note.endsWith('\n')) throw new NoteRefused('malformed');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > signaturesMax) throw new NoteRefused('malformed');
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureIn) };
}

function signatureIn(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || bytes.length <= hashLength) throw new NoteRefused('malformed');
  return {
    name,
    hash: bytes.subarray(0, hashLength).toString('hex'),
    signature: bytes.subarray(hashLength),
  };
}
