import { describe, expect, test } from 'vitest';
import { responseDocument } from '../../../../src/adapters/identity-providers/saml/response-document.ts';
import { childrenNamed } from '../../../../src/adapters/identity-providers/saml/saml-elements.ts';
import { signedResponse } from '../../../../src/adapters/identity-providers/saml/signed-response.ts';
import { samlChecks } from '../../../../src/domain/sign-in/saml-checks.ts';
import { movedSignatures, signatureWrappings } from '../../../support/saml-attacks.ts';
import { base64, SamlIdp } from '../../../support/saml-idp.ts';
import { readSaml, singleUse } from '../../../support/saml-reading.ts';
import type { Answer } from '../../../support/saml-response-xml.ts';
import { otherwiseWrong, type WrongAnswer, wrongAnswers } from '../../../support/saml-wrong-answers.ts';

const idp = new SamlIdp();
const signed = idp.xml();
const read = (response: string) => readSaml(idp.provider(), response);
const wrong = Object.entries(wrongAnswers);

/** A response with all that is wrong in these. */
function responseWith(some: readonly WrongAnswer[]): string {
  const answer: Answer = Object.assign({}, ...some.map((one) => one.answer));
  const parts = (['Response', 'Assertion'] as const).filter((part) =>
    some.every(({ unsigned }) => unsigned !== part),
  );
  const xml = some.reduce((text, { changed }) => changed?.(text) ?? text, idp.xml(answer, { parts }));
  return some.reduce((text, { encoded }) => encoded?.(text) ?? text, base64(xml));
}

const told = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text));

describe('a response is refused, with what was expected, what came, and where to change it', () => {
  test.each(wrong)('for its %s', async (check, one) => {
    const { expected, received } = one;
    expect(await read(responseWith([one]))).toEqual({
      kind: 'refused',
      refusal: {
        check,
        expected: told(expected),
        received: told(received),
        remedy: expect.stringMatching(/^[A-Z].{20,}\.$/),
      },
    });
  });

  test.each(Object.entries(otherwiseWrong))('for %s', async (_, { check, answer, received }) => {
    expect(await read(idp.response(answer))).toMatchObject({ refusal: { check, received } });
  });

  test('for SHA-1, in a signature or in its digest', async () => {
    const algorithm = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
    const digest = 'http://www.w3.org/2000/09/xmldsig#sha1';
    for (const [received, signing] of [
      [algorithm, { algorithm }],
      [digest, { digest }],
    ] as const)
      expect(await read(idp.response({}, signing))).toMatchObject({
        refusal: { check: 'algorithm', received },
      });
  });

  test('for the first of its faults, so that all checks before it passed', async () => {
    for (const [index, [check]] of wrong.entries()) {
      const response = responseWith(wrong.slice(index).map(([, one]) => one));
      expect(await read(response)).toMatchObject({ refusal: { check } });
    }
    expect(samlChecks).toEqual([...wrong.map(([check]) => check), 'request', 'replay']);
  });

  test('for being a second time there', async () => {
    const once = singleUse('_request-1', '_request-2');
    const readOnce = (response: string) => readSaml(idp.provider(), response, { once });
    expect(await readOnce(idp.response())).toMatchObject({ kind: 'proven' });
    expect(await readOnce(idp.response())).toMatchObject({
      refusal: {
        check: 'request',
        expected: 'the answer to a sign-in that began here and is not over',
        received: '_request-1',
      },
    });
    const again = idp.response({ inResponseTo: '_request-2', subjectInResponseTo: '_request-2' });
    expect(await readOnce(again)).toMatchObject({
      refusal: { check: 'replay', received: '_assertion-1, which was' },
    });
  });

  test('for a signature with the certificate of somebody else, which is named', async () => {
    const other = new SamlIdp();
    expect(await read(other.response())).toMatchObject({
      refusal: {
        check: 'responseSignature',
        expected: `a response that is signed with the certificate ${idp.fingerprint}`,
        received: expect.stringMatching(`names the certificate ${other.fingerprint}$`),
      },
    });
    const claimed = idp.xml({}, { parts: ['Assertion'] });
    expect(await read(base64(other.sign(claimed, 'Response')))).toMatchObject({
      refusal: { check: 'responseSignature' },
    });
    const inside = other.xml({}, { parts: ['Assertion'] });
    expect(await read(base64(idp.sign(inside, 'Response')))).toMatchObject({
      refusal: { check: 'assertionSignature', received: expect.stringContaining(other.fingerprint) },
    });
  });
});

describe('a signature that verifies, around what was not signed, is refused:', () => {
  test.each(Object.entries(signatureWrappings))('%s', async (_, wrap) => {
    const forged = wrap(signed);
    expect(forged).toContain('eve@example.com');
    expect(await read(base64(forged))).toMatchObject({
      refusal: { check: 'assertion', received: '2 assertions, and 0 encrypted' },
    });
    // Nor would it pass if nobody had counted.
    const document = responseDocument(base64(forged));
    const [assertion = document.root] = childrenNamed(document.root, 'assertion', 'Assertion');
    expect(() => signedResponse(document, assertion, idp.provider().certificates)).toThrow('Signature');
  });

  test.each(Object.entries(movedSignatures))('%s', async (_, move) => {
    const forged = move(signed);
    expect(forged).not.toBe(signed);
    expect(await read(base64(forged))).toMatchObject({ refusal: { check: 'responseSignature' } });
  });
});

describe('a response that is made to cost much is refused before it is parsed:', () => {
  const padded = (padding: string) =>
    base64(signed.replace('</saml2p:Response>', `${padding}</saml2p:Response>`));

  test.each([
    ['a megabyte of whitespace', ' '.repeat(1_048_576), /^\d+ characters of base64$/],
    ['a quarter of a megabyte', 'a'.repeat(262_144), /^\d+ bytes$/],
    ['a thousand and one blanks', '\t'.repeat(1001), 'more blanks in a row'],
    ['thousands of elements', '<a/>'.repeat(2000), /^\d+ tags$/],
    ['thousands of attributes', `<a ${'b="" '.repeat(4000)}/>`, /^\d+ attributes$/],
  ])('%s', async (_, padding, received) => {
    expect(await read(padded(padding))).toMatchObject({
      refusal: { check: 'size', received: told(received) },
    });
  });

  test('what is repeated of it is short, and without what no line can show', async () => {
    const other = 'x\u0007'.repeat(10_000);
    const outcome = await read(base64(signed.replaceAll('http://www.okta.com/exk1', other)));
    if (outcome.kind !== 'refused') throw new Error(outcome.kind);
    expect(outcome.refusal.received).toHaveLength(500);
    expect(outcome.refusal.received).toMatch(/^[x ]+$/);
  });
});

test.each(['', '=', 'PA==', base64('ada'), base64('<a/>'), Buffer.from([0xff, 0xfe]).toString('base64')])(
  'the response %j is refused as well',
  async (response) => {
    expect(await read(response)).toMatchObject({ kind: 'refused' });
  },
);
