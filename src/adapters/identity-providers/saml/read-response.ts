import type { SamlOutcome, SamlParties, SamlSingleUse } from '../../../application/ports/saml-sign-in.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { XmlElement } from '../parse-xml.ts';
import { provenIdentity } from './proven-identity.ts';
import { responseDocument } from './response-document.ts';
import { attributeOf, childrenNamed, descendantsNamed, isNamed, textOf } from './saml-elements.ts';
import { SamlRefused } from './saml-refused.ts';
import { signedResponse } from './signed-response.ts';

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The checks in the order of `samlChecks`. @throws SamlRefused */
export async function readResponse(
  parties: SamlParties,
  response: string,
  now: Instant,
  singleUse: SamlSingleUse,
): Promise<SamlOutcome> {
  const { issuer, certificates } = parties.provider;
  const document = responseDocument(response);
  // Looked at before the signatures, since it says better what is wrong than they do.
  requireSuccessOf(document.root, issuer);
  if (attributeOf(document.root, 'InResponseTo') === undefined) return { kind: 'unsolicited' };
  const signed = signedResponse(document, assertionOf(document.root), certificates);
  // From here on only what is signed is read.
  requireSuccessOf(signed, issuer);
  const proven = provenIdentity(signed, assertionOf(signed), parties, now);
  const { identity, requestId, assertionId, refusedFrom } = proven;
  if (!(await singleUse.takeRequest(requestId)))
    throw new SamlRefused('request', 'the answer to a sign-in that began here and is not over', requestId);
  if (!(await singleUse.takeAssertion(assertionId, refusedFrom)))
    throw new SamlRefused('replay', 'an assertion that was not used', `${assertionId}, which was`);
  return { kind: 'proven', identity };
}

function requireSuccessOf(root: XmlElement, issuer: string): void {
  requireResponse(root);
  requireSuccess(root);
  requireIssuer(root, issuer);
}

function requireResponse(root: XmlElement): void {
  const version = attributeOf(root, 'Version') ?? 'none';
  if (isNamed(root, 'protocol', 'Response') && version === '2.0') return;
  throw new SamlRefused(
    'response',
    'a Response of SAML 2.0',
    `${root.localName} of the version ${version}, in the namespace ${root.namespaceURI}`,
  );
}

function requireSuccess(root: XmlElement): void {
  const [status] = childrenNamed(root, 'protocol', 'Status');
  const codes = status === undefined ? [] : descendantsNamed(status, 'protocol', 'StatusCode');
  const values = codes.map((code) => attributeOf(code, 'Value'));
  if (values[0] === success) return;
  const messages = status === undefined ? [] : childrenNamed(status, 'protocol', 'StatusMessage').map(textOf);
  throw new SamlRefused('status', success, [...values, ...messages].join(', ') || 'none');
}

/** The assertion names it, and the response may (SAML 2.0 Profiles section 4.1.4.2). */
function requireIssuer(root: XmlElement, issuer: string): void {
  const assertions = childrenNamed(root, 'assertion', 'Assertion');
  const named = [root, ...assertions].flatMap((one) => childrenNamed(one, 'assertion', 'Issuer').map(textOf));
  const other = named.find((name) => name !== issuer);
  if (other !== undefined || named.length === 0) throw new SamlRefused('issuer', issuer, other ?? 'none');
}

/** Whoever wraps signatures needs a second one somewhere; what is encrypted could hold one. */
function assertionOf(root: XmlElement): XmlElement {
  const [assertion] = childrenNamed(root, 'assertion', 'Assertion');
  const all = descendantsNamed(root, 'assertion', 'Assertion').length;
  const encrypted = descendantsNamed(root, 'assertion', 'EncryptedAssertion').length;
  if (assertion !== undefined && all === 1 && encrypted === 0) return assertion;
  throw new SamlRefused(
    'assertion',
    'one assertion in the response, not encrypted',
    `${all} assertions, and ${encrypted} encrypted`,
  );
}
