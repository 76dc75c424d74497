import { type KeyObject, randomBytes, sign } from 'node:crypto';

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Tags of DER (ITU-T X.690). */
const tags = { integer: 0x02, bitString: 0x03, utf8: 0x0c, utcTime: 0x17, sequence: 0x30, set: 0x31 };
/** `sha256WithRSAEncryption`, with its parameters, which are NULL. */
const algorithm = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
/** The object identifier of `commonName`. */
const commonName = Buffer.from('0603550403', 'hex');
const dayMilliseconds = 86_400_000;

/**
 * In which SAML metadata tell a key. Node.js reads certificates and makes none.
 *
 * @param pair - of RSA.
 * @returns X.509 (RFC 5280 section 4.1) of version 1, in DER, good for a day around that time.
 */
export function selfSignedCertificate({ publicKey, privateKey }: KeyPair, name: string, at: Date): Buffer {
  const named = sequence(der(tags.set, sequence(commonName, der(tags.utf8, Buffer.from(name)))));
  const validity = sequence(...[-dayMilliseconds, dayMilliseconds].map((by) => utcTime(at.getTime() + by)));
  // The first bit is not set, lest the number be negative.
  const serial = der(tags.integer, Buffer.concat([Buffer.of(0x01), randomBytes(8)]));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const signed = sequence(serial, algorithm, named, validity, named, key);
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', signed, privateKey)]);
  return sequence(signed, algorithm, der(tags.bitString, signature));
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(tags.sequence, ...parts);

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

/** `YYMMDDHHMMSSZ` */
const utcTime = (milliseconds: number): Buffer =>
  der(
    tags.utcTime,
    Buffer.from(`${new Date(milliseconds).toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`),
  );
