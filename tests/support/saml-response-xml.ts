import { instantPlus } from '../../src/domain/shared/instant.ts';
import { noon } from './agents.ts';

const base = 'https://rollcall.example.com/sign-in/c1/saml';
export const addresses = { kind: 'saml', acsUrl: `${base}/acs`, audience: base } as const;
export const requestId = '_request-1';
export const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** How providers write their XML. Okta tells the type of values, and has its prefix signed (`InclusiveNamespaces`). */
export const spellings = {
  okta: {
    protocol: 'saml2p',
    assertion: 'saml2:',
    declared: ':saml2',
    signature: 'ds',
    signedPrefixes: ['xs'],
    schema: ' xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    typed: ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"',
  },
  entra: {
    protocol: 'samlp',
    assertion: '',
    declared: '',
    signature: '',
    signedPrefixes: [],
    schema: '',
    typed: '',
  },
};

const fiveMinutes = 300_000;

interface WholeAnswer {
  readonly spelling: keyof typeof spellings;
  readonly assertionId: string;
  readonly issuer: string;
  readonly destination: string;
  /** Of the response; `undefined` leaves it out, as whoever answers what nobody asked. */
  readonly inResponseTo: string | undefined;
  readonly status: string;
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly audiences: readonly string[];
  /** How it is confirmed that whoever brings the assertion is its subject. */
  readonly method: string;
  readonly recipient: string;
  readonly subjectInResponseTo: string | undefined;
  readonly confirmedUntil: string;
  /** Of the conditions. */
  readonly notBefore: string;
  readonly notOnOrAfter: string;
  readonly isAuthenticated: boolean;
  readonly sessionEnds: string | undefined;
  /** More elements, as XML. */
  readonly inResponse: string;
  readonly inAssertion: string;
}

const rightAnswer: WholeAnswer = {
  spelling: 'okta',
  assertionId: '_assertion-1',
  issuer: 'http://www.okta.com/exk1',
  destination: addresses.acsUrl,
  inResponseTo: requestId,
  status: success,
  nameId: 'ada@example.com',
  attributes: { oktaId: ['00u1'], email: ['ada@example.com'] },
  audiences: [addresses.audience],
  method: 'bearer',
  recipient: addresses.acsUrl,
  subjectInResponseTo: requestId,
  confirmedUntil: instantPlus(noon, fiveMinutes),
  notBefore: instantPlus(noon, -fiveMinutes),
  notOnOrAfter: instantPlus(noon, fiveMinutes),
  isAuthenticated: true,
  sessionEnds: undefined,
  inResponse: '',
  inAssertion: '',
};

/** What a test has a response say; the rest is as in a right one. */
export type Answer = Partial<WholeAnswer>;

/** A response that nobody has signed yet. */
export function responseXml(answer: Answer): string {
  const said = { ...rightAnswer, ...answer };
  const { protocol: p, assertion: a, declared, schema, typed } = spellings[said.spelling];
  const saml = `xmlns${declared}="urn:oasis:names:tc:SAML:2.0:assertion"`;
  const attributes = Object.entries(said.attributes).map(
    ([name, values]) => `
      <${a}Attribute Name="${name}">
        ${values.map((value) => `<${a}AttributeValue${typed}>${value}</${a}AttributeValue>`).join('')}
      </${a}Attribute>`,
  );
  const authentication = `
    <${a}AuthnStatement AuthnInstant="${noon}" SessionIndex="_session-1"${optional('SessionNotOnOrAfter', said.sessionEnds)}>
      <${a}AuthnContext>
        <${a}AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</${a}AuthnContextClassRef>
      </${a}AuthnContext>
    </${a}AuthnStatement>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <${p}:Response Destination="${said.destination}" ID="_response-1"${optional('InResponseTo', said.inResponseTo)} IssueInstant="${noon}" Version="2.0" xmlns:${p}="urn:oasis:names:tc:SAML:2.0:protocol"${schema}>
      <${a}Issuer ${saml}>${said.issuer}</${a}Issuer>
      <${p}:Status><${p}:StatusCode Value="${said.status}"/></${p}:Status>
      ${said.inResponse}
      <${a}Assertion ID="${said.assertionId}" IssueInstant="${noon}" Version="2.0" ${saml}${schema}>
        <${a}Issuer>${said.issuer}</${a}Issuer>
        <${a}Subject>
          <${a}NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${said.nameId}</${a}NameID>
          <${a}SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${said.method}">
            <${a}SubjectConfirmationData${optional('InResponseTo', said.subjectInResponseTo)} NotOnOrAfter="${said.confirmedUntil}" Recipient="${said.recipient}"/>
          </${a}SubjectConfirmation>
        </${a}Subject>
        <${a}Conditions NotBefore="${said.notBefore}" NotOnOrAfter="${said.notOnOrAfter}">
          <${a}AudienceRestriction>
            ${said.audiences.map((audience) => `<${a}Audience>${audience}</${a}Audience>`).join('')}
          </${a}AudienceRestriction>
        </${a}Conditions>
        ${said.isAuthenticated ? authentication : ''}
        <${a}AttributeStatement>${attributes.join('')}</${a}AttributeStatement>
        ${said.inAssertion}
      </${a}Assertion>
    </${p}:Response>`;
  return xml.replaceAll(/>\s+</g, '><');
}

const optional = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${value}"`;
