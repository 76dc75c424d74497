import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** Ed25519, as notes name it (C2SP signed-note, "Signature types"). */
const ed25519 = 0x01;
const keyBytes = 32;

/** What a key's bytes are wrapped in as DER (RFC 8410): Node reads no raw keys. */
const publicHeader = Buffer.from('302a300506032b6570032100', 'hex');
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

/** By what a note's signature is verified. */
export interface VerifierKey {
  /** Of whoever signs: no spaces, no plus. */
  readonly name: string;
  /** Tells the keys of one name apart: eight hexadecimal digits. */
  readonly hash: string;
  readonly publicKey: KeyObject;
}

/** By what a note is signed. */
export interface SignerKey extends VerifierKey {
  readonly privateKey: KeyObject;
}

/** A new key. */
export const newSignerKey = (name: string): SignerKey =>
  signerKeyOf(name, generateKeyPairSync('ed25519').privateKey);

/** `name+hash+key`, as verifiers of notes take it. */
export const verifierKeyText = ({ name, hash, publicKey }: VerifierKey): string =>
  `${name}+${hash}+${typedKey(rawKey(publicKey, 'spki')).toString('base64')}`;

/** `PRIVATE+KEY+name+hash+key`: a secret. */
export const signerKeyText = ({ name, hash, privateKey }: SignerKey): string =>
  `PRIVATE+KEY+${name}+${hash}+${typedKey(rawKey(privateKey, 'pkcs8')).toString('base64')}`;

/** The key that the text of `verifierKeyText` is; undefined where it is none. */
export function verifierKeyIn(text: string): VerifierKey | undefined {
  const parts = keyParts(text);
  if (parts === undefined) return undefined;
  const der = Buffer.concat([publicHeader, parts.raw]);
  const key = verifierKeyOf(parts.name, createPublicKey({ key: der, format: 'der', type: 'spki' }));
  return key.hash === parts.hash ? key : undefined;
}

/** The key that the text of `signerKeyText` is; undefined where it is none. */
export function signerKeyIn(text: string): SignerKey | undefined {
  const [start, rest] = [text.slice(0, privateStart.length), text.slice(privateStart.length)];
  const parts = start === privateStart ? keyParts(rest) : undefined;
  if (parts === undefined) return undefined;
  const der = Buffer.concat([privateHeader, parts.raw]);
  const key = signerKeyOf(parts.name, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.hash === parts.hash ? key : undefined;
}

const privateStart = 'PRIVATE+KEY+';

function keyParts(text: string): { name: string; hash: string; raw: Buffer } | undefined {
  const [, name, hash, encoded] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  if (name === undefined || hash === undefined || encoded === undefined) return undefined;
  const typed = Buffer.from(encoded, 'base64');
  const isKey = typed.length === 1 + keyBytes && typed[0] === ed25519;
  return isKey ? { name, hash, raw: typed.subarray(1) } : undefined;
}

/** A key that is there already, an Ed25519 key, under a name. */
export const signerKeyOf = (name: string, privateKey: KeyObject): SignerKey => ({
  ...verifierKeyOf(name, createPublicKey(privateKey)),
  privateKey,
});

const verifierKeyOf = (name: string, publicKey: KeyObject): VerifierKey => ({
  name,
  hash: keyHash(name, rawKey(publicKey, 'spki')),
  publicKey,
});

/** The first bytes of the hash of name and key (C2SP signed-note, "Signatures"). */
const keyHash = (name: string, raw: Buffer): string =>
  createHash('sha256').update(`${name}\n`).update(typedKey(raw)).digest('hex').slice(0, 8);

const typedKey = (raw: Buffer): Buffer => Buffer.concat([Buffer.of(ed25519), raw]);

/** Both encodings end with the key's bytes. */
const rawKey = (key: KeyObject, type: 'spki' | 'pkcs8'): Buffer =>
  (type === 'spki' ? key.export({ format: 'der', type }) : key.export({ format: 'der', type })).subarray(
    -keyBytes,
  );
