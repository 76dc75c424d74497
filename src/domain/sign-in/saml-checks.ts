import { refusals, type SignInRefusal } from './sign-in-refusal.ts';

/**
 * What a SAML response has to show before anybody is signed in by it, in the order in which it is looked at. Each with what
 * to do about it, for whoever set up the connection: where the value stands that has to change.
 */
const remedies = {
  size: 'Have the identity provider send fewer attributes, such as the groups of this application alone.',
  encoding: 'Have the identity provider send its responses by HTTP-POST, to the ACS URL of this connection.',
  doctype: 'No identity provider sends a DOCTYPE. Look for who stands between it and this service.',
  markup:
    'No identity provider sends comments, CDATA or processing instructions. Look for who stands between it and this service.',
  xml: 'Try again. If it stays, compare what the identity provider says that it sent.',
  response: 'Have the identity provider sign people in by SAML 2.0, to the ACS URL of this connection.',
  status:
    'The identity provider itself let nobody in, and its own log says why. Often the person is not assigned to the application.',
  issuer:
    'Read the metadata of the identity provider again, or give those of the application that people sign in by.',
  assertion:
    'Have the identity provider send one assertion in each response, not encrypted: this service publishes no key for that.',
  algorithm:
    'Choose RSA-SHA256 for signatures and SHA-256 for digests in the application at the identity provider.',
  responseSignature:
    'Have the identity provider sign the response, and read its metadata again if it has another certificate than those expected.',
  assertionSignature:
    'Have the identity provider sign the assertion as well as the response, with the same certificate.',
  destination:
    'Enter the ACS URL of this connection as the single sign-on URL and destination at the identity provider.',
  audience: 'Enter the audience of this connection as the audience, or entity id, at the identity provider.',
  subject: 'Have the identity provider send the userName as NameID, and at most one oktaId.',
  recipient: 'Enter the ACS URL of this connection as the recipient at the identity provider.',
  time: 'Set the clocks of the identity provider and of this service by NTP, and sign in again.',
  authentication: 'Have the identity provider send an authentication statement, and sign in again.',
  request:
    'Sign in again from the beginning, in one browser. A response counts once, and for the sign-in it was asked for.',
  replay: 'Sign in again from the beginning. If nobody repeated the response, somebody may have copied it.',
} as const;

export type SamlCheck = keyof typeof remedies;

export const samlChecks = Object.keys(remedies) as readonly SamlCheck[];

/** Why nobody is signed in by a response: the checks before that one in `samlChecks` passed. */
export type SamlRefusal = SignInRefusal<SamlCheck>;

export const samlRefusal = refusals(remedies);
