import type { SamlIdentity, SamlParties } from '../../../application/ports/saml-sign-in.ts';
import { type Instant, instantOf, instantPlus } from '../../../domain/shared/instant.ts';
import type { SamlCheck } from '../../../domain/sign-in/saml-checks.ts';
import type { XmlElement } from '../parse-xml.ts';
import { attributeOf, childrenNamed, textOf } from './saml-elements.ts';
import { SamlRefused } from './saml-refused.ts';

const skewMilliseconds = 60_000;
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const valueCharactersMax = 1024;
const isShort = ({ length }: string): boolean => length <= valueCharactersMax;

/** What an assertion proves, provided that its request was made and that it is seen for the first time. */
export interface ProvenIdentity {
  readonly identity: SamlIdentity;
  readonly requestId: string;
  readonly assertionId: string;
  /** From then on the assertion is refused for its time. */
  readonly refusedFrom: Instant;
}

/**
 * Reads a response of which everything is signed (SAML 2.0 Profiles section 4.1.4.3).
 *
 * @throws SamlRefused
 */
export function provenIdentity(
  response: XmlElement,
  assertion: XmlElement,
  { addresses: { acsUrl, audience } }: SamlParties,
  now: Instant,
): ProvenIdentity {
  requireSame('destination', acsUrl, attributeOf(response, 'Destination'));
  const conditions = only('audience', assertion, 'Conditions');
  requireAudience(conditions, audience);
  const subject = only('subject', assertion, 'Subject');
  const names = namesOf(subject, assertion);
  const confirmation = confirmationOf(subject);
  requireSame('recipient', acsUrl, attributeOf(confirmation, 'Recipient'));
  const refusedFrom = requireTime(conditions, confirmation, now);
  const session = sessionOf(assertion, now);
  const requestId = attributeOf(response, 'InResponseTo') ?? '';
  requireSame('request', requestId, attributeOf(confirmation, 'InResponseTo'));
  const assertionId = attributeOf(assertion, 'ID') ?? '';
  return { identity: { ...names, ...session }, requestId, assertionId, refusedFrom };
}

function requireSame(check: SamlCheck, expected: string, received = 'none'): void {
  if (received !== expected) throw new SamlRefused(check, expected, received);
}

function only(check: SamlCheck, parent: XmlElement, name: string): XmlElement {
  const found = childrenNamed(parent, 'assertion', name);
  if (found[0] !== undefined && found.length === 1) return found[0];
  throw new SamlRefused(check, `one ${name} element`, String(found.length));
}

/** Each restriction has to name the audience (SAML 2.0 Core section 2.5.1.4). */
function requireAudience(conditions: XmlElement, audience: string): void {
  const restrictions = childrenNamed(conditions, 'assertion', 'AudienceRestriction').map((restriction) =>
    childrenNamed(restriction, 'assertion', 'Audience').map(textOf),
  );
  if (restrictions.length > 0 && restrictions.every((audiences) => audiences.includes(audience))) return;
  throw new SamlRefused('audience', audience, restrictions.flat().join(', ') || 'none');
}

/** That whoever brings the assertion is its subject. */
function confirmationOf(subject: XmlElement): XmlElement {
  const [confirmation, ...others] = childrenNamed(subject, 'assertion', 'SubjectConfirmation')
    .filter((one) => attributeOf(one, 'Method') === bearer)
    .flatMap((one) => childrenNamed(one, 'assertion', 'SubjectConfirmationData'));
  if (confirmation !== undefined && others.length === 0) return confirmation;
  const came = confirmation === undefined ? 'none' : String(others.length + 1);
  throw new SamlRefused('recipient', 'one confirmation of the subject by the method "bearer"', came);
}

/**
 * A confirmation has to end, and conditions may (SAML 2.0 Profiles section 4.1.4.2).
 *
 * @returns from when on the first of them is refused.
 */
function requireTime(conditions: XmlElement, confirmation: XmlElement, now: Instant): Instant {
  const times = (name: string) =>
    [conditions, confirmation].flatMap((one) => {
      const time = attributeOf(one, name);
      return time === undefined ? [] : [instantIn('time', time)];
    });
  const begins = times('NotBefore').sort().at(-1);
  const ends = times('NotOnOrAfter').sort()[0];
  if (begins !== undefined && instantPlus(now, skewMilliseconds) < begins)
    throw new SamlRefused('time', `an assertion that counts at ${now}`, `one that counts from ${begins}`);
  if (ends === undefined || attributeOf(confirmation, 'NotOnOrAfter') === undefined)
    throw new SamlRefused(
      'time',
      'a confirmation of the subject that ends (NotOnOrAfter)',
      'one without end',
    );
  const refusedFrom = instantPlus(ends, skewMilliseconds);
  if (refusedFrom > now) return refusedFrom;
  throw new SamlRefused('time', `an assertion that counts at ${now}`, `one that counts until ${ends}`);
}

/** Times are in UTC (SAML 2.0 Core section 1.3.3); some providers write how far they are apart from it. */
function instantIn(check: SamlCheck, text: string): Instant {
  const isDateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text);
  const milliseconds = isDateTime ? Date.parse(text) : Number.NaN;
  const year = new Date(milliseconds).getUTCFullYear();
  if (year >= 1970 && year <= 9998) return instantOf(new Date(milliseconds));
  throw new SamlRefused(check, 'times in UTC, such as 2026-01-01T00:00:00Z', text);
}

function sessionOf(
  assertion: XmlElement,
  now: Instant,
): Pick<SamlIdentity, 'sessionIndex' | 'sessionEndsAt'> {
  const [statement] = childrenNamed(assertion, 'assertion', 'AuthnStatement');
  if (statement === undefined) throw new SamlRefused('authentication', 'an authentication statement', 'none');
  const sessionIndex = attributeOf(statement, 'SessionIndex');
  const end = attributeOf(statement, 'SessionNotOnOrAfter');
  const sessionEndsAt = end === undefined ? undefined : instantIn('authentication', end);
  if (sessionEndsAt !== undefined && sessionEndsAt <= now)
    throw new SamlRefused('authentication', `a session that lasts at ${now}`, `one until ${sessionEndsAt}`);
  return {
    ...(sessionIndex && isShort(sessionIndex) && { sessionIndex }),
    ...(sessionEndsAt && { sessionEndsAt }),
  };
}

/** Entra ID names attributes by URIs. */
const emailNames = ['email', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'];

function namesOf(
  subject: XmlElement,
  assertion: XmlElement,
): Pick<SamlIdentity, 'nameId' | 'externalId' | 'email'> {
  const nameId = textOf(only('subject', subject, 'NameID'));
  if (nameId === '' || !isShort(nameId))
    throw new SamlRefused(
      'subject',
      `a NameID of 1 to ${valueCharactersMax} characters`,
      `one of ${nameId.length}`,
    );
  const values = (names: readonly string[]): readonly string[] =>
    childrenNamed(assertion, 'assertion', 'AttributeStatement')
      .flatMap((statement) => childrenNamed(statement, 'assertion', 'Attribute'))
      .filter((attribute) => names.includes(attributeOf(attribute, 'Name') ?? ''))
      .flatMap((attribute) => childrenNamed(attribute, 'assertion', 'AttributeValue'))
      .map(textOf)
      .filter((value) => value !== '');
  const ids = values(['oktaId']);
  const [externalId] = ids;
  // By the first of two, or by the NameID alone, another person could be found.
  if (ids.length > 1 || (externalId && !isShort(externalId))) {
    const lengths = ids.map(({ length }) => length).join(' and ');
    throw new SamlRefused(
      'subject',
      `one oktaId of at most ${valueCharactersMax} characters`,
      `${ids.length}, of ${lengths} characters`,
    );
  }
  const email = values(emailNames).find(isShort);
  return { nameId, ...(externalId && { externalId }), ...(email && { email }) };
}
