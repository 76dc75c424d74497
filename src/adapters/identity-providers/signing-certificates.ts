import { X509Certificate } from 'node:crypto';
import { instantOf } from '../../domain/shared/instant.ts';
import type { SigningCertificate } from '../../domain/sign-in/signing-certificate.ts';
import { metadataInvalid } from './metadata-invalid.ts';

/** Keys below are broken or nearly so, and no provider makes them any more (NIST SP 800-131A). */
const rsaBitsMin = 2048;
const subjectCharactersMax = 200;
const certificateCharactersMax = 20_000;

/**
 * Certificates with whose keys responses are verified: those of RSA, since XML signatures by other keys are not
 * understood here. Each stands once, though a provider may name it for several uses.
 *
 * @param texts - of `<ds:X509Certificate>`.
 * @throws DomainError `ssoMetadataInvalid` where one cannot be read, or none can be used.
 */
export function signingCertificates(texts: readonly string[]): readonly SigningCertificate[] {
  if (texts.length === 0)
    throw metadataInvalid('The metadata have no signing certificate, so that no response could be verified.');
  const read = new Map(texts.map(readCertificate).map((one) => [one.fingerprint256, one]));
  const usable = [...read.values()].filter(isUsable);
  if (usable.length > 0) return usable.map(signingCertificate);
  const kinds = [...read.values()].map(keyOf).join(' and ');
  throw metadataInvalid(
    `Signing certificates must have an RSA key of at least ${rsaBitsMin} bits; those of these metadata have ${kinds}. Have the identity provider sign with RSA.`,
  );
}

function readCertificate(text: string): X509Certificate {
  // Some write it with the lines of PEM around.
  const base64 = text.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  try {
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length > certificateCharactersMax)
      throw new TypeError('no base64');
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch (cause) {
    throw Object.assign(
      metadataInvalid('A signing certificate of the metadata cannot be read. Fetch the metadata again.'),
      { cause },
    );
  }
}

const isUsable = ({ publicKey }: X509Certificate): boolean =>
  publicKey.asymmetricKeyType === 'rsa' && bitsOf(publicKey) >= rsaBitsMin;

const bitsOf = ({ asymmetricKeyDetails }: X509Certificate['publicKey']): number =>
  asymmetricKeyDetails?.modulusLength ?? 0;

const keyOf = ({ publicKey }: X509Certificate): string =>
  publicKey.asymmetricKeyType === 'rsa'
    ? `RSA of ${bitsOf(publicKey)} bits`
    : String(publicKey.asymmetricKeyType).toUpperCase();

const signingCertificate = (certificate: X509Certificate): SigningCertificate => ({
  der: certificate.raw.toString('base64'),
  fingerprint: certificate.fingerprint256,
  subject: certificate.subject.replaceAll('\n', ', ').slice(0, subjectCharactersMax).toWellFormed(),
  notAfter: instantOf(new Date(certificate.validTo)),
});
