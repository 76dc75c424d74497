import { X509Certificate } from 'node:crypto';
import { getVerifiedXml } from '@node-saml/node-saml/lib/xml.js';
import type { SamlCheck } from '../../../domain/sign-in/saml-checks.ts';
import type { SigningCertificate } from '../../../domain/sign-in/signing-certificate.ts';
import { parsedXml, type XmlElement } from '../parse-xml.ts';
import type { ResponseDocument } from './response-document.ts';
import { attributeOf, childrenNamed, descendantsNamed, textOf } from './saml-elements.ts';
import { SamlRefused } from './saml-refused.ts';

/** SHA-1 is broken for signatures (NIST SP 800-131A). */
const algorithms: readonly string[] = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
];

/**
 * What is signed of a response, and nothing else: the response without its signature, read again from the bytes whose digest
 * was verified. Both the response and its assertion are signed with the key of one of the certificates.
 *
 * `getVerifiedXml` is what `validatePostResponseAsync` of the same library verifies with. That one tells neither which of the
 * two signatures failed nor what is signed of the response, and reads `InResponseTo` from what came.
 *
 * @throws SamlRefused
 */
export function signedResponse(
  { xml, root }: ResponseDocument,
  assertion: XmlElement,
  certificates: readonly SigningCertificate[],
): XmlElement {
  requireAlgorithms(root);
  const verified = (check: SamlCheck, element: XmlElement, name: string): string => {
    const signed = verifiedXml(xml, element, certificates);
    if (signed !== undefined) return signed;
    const fingerprints = certificates.map(({ fingerprint }) => fingerprint).join(' or ');
    throw new SamlRefused(
      check,
      `${name} that is signed with the certificate ${fingerprints}`,
      signatureCame(element, name),
    );
  };
  const response = verified('responseSignature', root, 'a response');
  verified('assertionSignature', assertion, 'an assertion');
  const signed = parsedXml(response);
  if (signed) return signed;
  throw new SamlRefused('xml', 'well-formed XML', 'text that is none');
}

function requireAlgorithms(root: XmlElement): void {
  const named = ['SignatureMethod', 'DigestMethod'].flatMap((method) =>
    descendantsNamed(root, 'signature', method).map((one) => attributeOf(one, 'Algorithm') ?? 'none'),
  );
  const other = named.find((algorithm) => !algorithms.includes(algorithm));
  if (other === undefined) return;
  throw new SamlRefused('algorithm', 'RSA-SHA256 or RSA-SHA512, with digests of SHA-256 or SHA-512', other);
}

/** The library throws where a signature is of a kind that it does not expect, and for some that are forged. */
function verifiedXml(
  xml: string,
  element: XmlElement,
  certificates: readonly SigningCertificate[],
): string | undefined {
  try {
    return getVerifiedXml(xml, element as Element, certificates.map(pemOf)) ?? undefined;
  } catch {
    return undefined;
  }
}

const pemOf = ({ der }: SigningCertificate): string =>
  new X509Certificate(Buffer.from(der, 'base64')).toString();

function signatureCame(element: XmlElement, name: string): string {
  const [signature] = childrenNamed(element, 'signature', 'Signature');
  if (signature === undefined) return `${name} without a signature`;
  const [certificate] = descendantsNamed(signature, 'signature', 'X509Certificate');
  return certificate === undefined
    ? `${name} whose signature these do not verify`
    : `${name} whose signature these do not verify, and that names the certificate ${fingerprintOf(textOf(certificate))}`;
}

function fingerprintOf(base64: string): string {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).fingerprint256;
  } catch {
    return 'that cannot be read';
  }
}
