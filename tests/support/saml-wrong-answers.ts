import { instantPlus } from '../../src/domain/shared/instant.ts';
import type { SamlCheck } from '../../src/domain/sign-in/saml-checks.ts';
import { noon } from './agents.ts';
import { type Answer, addresses, success } from './saml-response-xml.ts';

const { acsUrl, audience } = addresses;

export interface WrongAnswer {
  readonly answer?: Answer;
  /** What is not signed. */
  readonly unsigned?: 'Response' | 'Assertion';
  /** What is changed of the XML after it was signed. */
  readonly changed?: (xml: string) => string;
  /** What is changed of the base64. */
  readonly encoded?: (base64: string) => string;
  readonly expected: string | RegExp;
  readonly received: string | RegExp;
}

const hour = 3_600_000;
const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const failed = 'urn:oasis:names:tc:SAML:2.0:status:Responder';

/** For each check a response that fails it and no other, and what is said of it; the rest is right. */
export const wrongAnswers: Readonly<Record<Exclude<SamlCheck, 'request' | 'replay'>, WrongAnswer>> = {
  size: {
    encoded: (text) => text + 'A'.repeat(400_000),
    expected: /^at most 262144 bytes/,
    received: /^\d+ characters of base64$/,
  },
  encoding: {
    encoded: (text) => `${text}%`,
    expected: 'XML in base64',
    received: 'text that is no base64',
  },
  doctype: {
    changed: (xml) => xml.replace('?>', '?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    expected: 'a response without DOCTYPE',
    received: 'a DOCTYPE',
  },
  markup: {
    changed: (xml) => xml.replace('ada@', 'ada<!-- -->@'),
    expected: 'elements and text alone',
    received: '"<!--"',
  },
  xml: {
    changed: (xml) => xml.replace('</saml2p:Response>', ''),
    expected: 'well-formed XML',
    received: 'text that is none',
  },
  response: {
    changed: (xml) => xml.replaceAll('saml2p:Response', 'saml2p:LogoutResponse'),
    expected: 'a Response of SAML 2.0',
    received: 'LogoutResponse of the version 2.0, in the namespace urn:oasis:names:tc:SAML:2.0:protocol',
  },
  status: { answer: { status: failed }, expected: success, received: failed },
  issuer: {
    answer: { issuer: 'http://www.okta.com/another' },
    expected: 'http://www.okta.com/exk1',
    received: 'http://www.okta.com/another',
  },
  assertion: {
    answer: { inResponse: '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>' },
    expected: 'one assertion in the response, not encrypted',
    received: '1 assertions, and 1 encrypted',
  },
  algorithm: {
    // By itself, so that it is there where nothing is signed as well.
    answer: {
      inAssertion: `<SignatureMethod xmlns="http://www.w3.org/2000/09/xmldsig#" Algorithm="${sha1}"/>`,
    },
    expected: /^RSA-SHA256 or RSA-SHA512/,
    received: sha1,
  },
  responseSignature: {
    unsigned: 'Response',
    expected: /^a response that is signed with the certificate [0-9A-F:]{95}$/,
    received: 'a response without a signature',
  },
  assertionSignature: {
    unsigned: 'Assertion',
    expected: /^an assertion that is signed with the certificate [0-9A-F:]{95}$/,
    received: 'an assertion without a signature',
  },
  destination: {
    answer: { destination: 'https://other.example.com/acs' },
    expected: acsUrl,
    received: 'https://other.example.com/acs',
  },
  audience: {
    answer: { audiences: ['https://one.example.com', 'https://two.example.com'] },
    expected: audience,
    received: 'https://one.example.com, https://two.example.com',
  },
  subject: {
    answer: { attributes: { oktaId: ['00u1', '00u2'] } },
    expected: 'one oktaId of at most 1024 characters',
    received: '2, of 4 and 4 characters',
  },
  recipient: {
    answer: { recipient: 'https://other.example.com/acs' },
    expected: acsUrl,
    received: 'https://other.example.com/acs',
  },
  time: {
    answer: { notOnOrAfter: instantPlus(noon, -hour) },
    expected: `an assertion that counts at ${noon}`,
    received: 'one that counts until 2026-11-23T11:00:00.000Z',
  },
  authentication: {
    answer: { isAuthenticated: false },
    expected: 'an authentication statement',
    received: 'none',
  },
};

/** Others that fail a check, by what is wrong with them. */
export const otherwiseWrong: Readonly<
  Record<string, { check: SamlCheck; answer: Answer; received: string }>
> = {
  'a session that is over': {
    check: 'authentication',
    answer: { sessionEnds: noon },
    received: `one until ${noon}`,
  },
  'a time that is none': {
    check: 'time',
    answer: { notOnOrAfter: '2026-11-23' },
    received: '2026-11-23',
  },
  'a confirmation that does not end': {
    check: 'time',
    answer: { confirmedUntil: '' },
    received: 'one without end',
  },
  'a confirmation that is over': {
    check: 'time',
    answer: { confirmedUntil: instantPlus(noon, -hour) },
    received: 'one that counts until 2026-11-23T11:00:00.000Z',
  },
  'an assertion of the future': {
    check: 'time',
    answer: { notBefore: instantPlus(noon, hour) },
    received: 'one that counts from 2026-11-23T13:00:00.000Z',
  },
  'no audience': { check: 'audience', answer: { audiences: [] }, received: 'none' },
  'a subject that another method confirms': {
    check: 'recipient',
    answer: { method: 'sender-vouches' },
    received: 'none',
  },
  'an answer to no request within an answer to one': {
    check: 'request',
    answer: { subjectInResponseTo: undefined },
    received: 'none',
  },
  'an answer to another request': {
    check: 'request',
    answer: { inResponseTo: '_request-2', subjectInResponseTo: '_request-2' },
    received: '_request-2',
  },
  'an oktaId that is too long': {
    check: 'subject',
    answer: { attributes: { oktaId: ['0'.repeat(1025)] } },
    received: '1, of 1025 characters',
  },
  'a NameID that is too long': {
    check: 'subject',
    answer: { nameId: 'a'.repeat(1025) },
    received: 'one of 1025',
  },
  'a NameID without a name': { check: 'subject', answer: { nameId: ' ' }, received: 'one of 0' },
};
