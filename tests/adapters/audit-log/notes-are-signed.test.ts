import { expect, test } from 'vitest';
import { checkpointIn, checkpointText } from '../../../src/adapters/audit-log/notes/checkpoint.ts';
import {
  newSignerKey,
  type SignerKey,
  signerKeyIn,
  signerKeyText,
  type VerifierKey,
  verifierKeyIn,
  verifierKeyText,
} from '../../../src/adapters/audit-log/notes/note-key.ts';
import { NoteRefused, signedNote, verifiedText } from '../../../src/adapters/audit-log/notes/signed-note.ts';

/** The example of golang.org/x/mod/sumdb/note, from which the standard comes. */
const secret = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const shared = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const signer = signerKeyIn(secret) as SignerKey;
const verifier = verifierKeyIn(shared) as VerifierKey;

test('keys and notes are those of the reference', () => {
  expect(signerKeyText(signer)).toBe(secret);
  expect(verifierKeyText(signer)).toBe(shared);
  expect(verifierKeyText(verifier)).toBe(shared);
  expect(signedNote(text, [signer])).toBe(note);
  expect(verifiedText(note, [verifier])).toBe(text);
});

test('a new key signs what its text verifies', () => {
  const key = newSignerKey('rollcall/1f');
  const read = verifierKeyIn(verifierKeyText(key)) as VerifierKey;
  expect(verifiedText(signedNote(text, [key, signer]), [read])).toBe(text);
  expect(verifiedText(signedNote(text, [key, signer]), [read, verifier])).toBe(text);
  expect(signerKeyIn(signerKeyText(key))?.hash).toBe(key.hash);
});

test.each([
  ['', 'empty'],
  ['PeterNeumann+c74f20a3', 'without a key'],
  [shared.replace('c74f20a3', 'c74f20a4'), 'of another hash'],
  [shared.replace('Peter', 'Paul'), 'of another name'],
  [`${shared.slice(0, -8)}`, 'short'],
  [shared.replace('ARpc', 'BBpc'), 'of another algorithm'],
  [secret, 'secret'],
])('%s is no key to verify with: it is %s', (wrong) => {
  expect(verifierKeyIn(wrong)).toBeUndefined();
  expect(signerKeyIn(`PRIVATE+KEY+${wrong}`)).toBeUndefined();
});

const problemOf = (wrong: string, keys: readonly VerifierKey[] = [verifier]) => {
  try {
    return verifiedText(wrong, keys);
  } catch (error) {
    return error instanceof NoteRefused ? error.problem : error;
  }
};

test('a note that is changed, cut or signed by another is refused', () => {
  expect(problemOf(note.replace('cryptography', 'Cryptography'))).toBe('brokenSignature');
  expect(problemOf(note.replace('PeterNeumann', 'PaulNeumann'))).toBe('unknownKey');
  expect(problemOf(note, [])).toBe('unknownKey');
  expect(problemOf(note, [newSignerKey('PeterNeumann')])).toBe('unknownKey');
  expect(problemOf(note.slice(0, -1))).toBe('malformed');
  expect(problemOf(text)).toBe('malformed');
  expect(problemOf(`${text}\n`)).toBe('malformed');
  expect(problemOf(note.replace('— ', '- '))).toBe('malformed');
  expect(problemOf(`${note}— PeterNeumann x08g\n`)).toBe('malformed');
  expect(problemOf('')).toBe('malformed');
});

const root = Buffer.alloc(32, 7);

test('a checkpoint is read as it is written, and what others add to it is passed over', () => {
  const checkpoint = { origin: 'rollcall/1f', size: 20_852_163, root };
  const lines = `rollcall/1f\n20852163\n${root.toString('base64')}\n`;
  expect(checkpointText(checkpoint)).toBe(lines);
  expect(checkpointIn(lines)).toEqual(checkpoint);
  expect(checkpointIn(`${lines}more\n`)).toEqual(checkpoint);
});

test.each([
  '',
  `\n1\n${root.toString('base64')}\n`,
  `log\n01\n${root.toString('base64')}\n`,
  `log\n-1\n${root.toString('base64')}\n`,
  `log\n9999999999999999\n${root.toString('base64')}\n`,
  `log\n1\n${root.toString('base64').slice(0, -4)}\n`,
  `log\n1\n${root.toString('base64url')}\n`,
])('%j is no checkpoint', (wrong) => {
  expect(() => checkpointIn(wrong)).toThrow(NoteRefused);
});
