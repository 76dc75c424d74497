import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signatureWrappings } from '../../../support/saml-attacks.ts';
import { base64, SamlIdp } from '../../../support/saml-idp.ts';
import { readSaml } from '../../../support/saml-reading.ts';

const idp = new SamlIdp();
const provider = idp.provider();
const signed = idp.xml();
const wrapped = Object.values(signatureWrappings).map((wrap) => wrap(signed));
const ada = {
  nameId: 'ada@example.com',
  externalId: '00u1',
  email: 'ada@example.com',
  sessionIndex: '_session-1',
};

/** What can be exchanged for another of its kind in such a way that the response is well-formed afterwards. */
const kinds = [
  /"[^"]*"/g,
  />[^<>]+</g,
  /<[\w:]+ [^<>]*\/>/g,
  /<([\w:]+)[^<>]*>[^<>]*<\/\1>/g,
  /<(ds:Signature|ds:Transforms|saml2:Subject|saml2:Conditions|saml2:AttributeStatement|saml2:Assertion)\b.*?<\/\1>/gs,
].map((pattern) => ({
  pattern,
  pieces: [...new Set([signed, ...wrapped].flatMap((xml) => xml.match(pattern) ?? []))],
}));

type Change = (xml: string) => string;

const exchange: fc.Arbitrary<Change> = fc
  .tuple(fc.constantFrom(...kinds), fc.nat(200), fc.nat(200), fc.constantFrom('put', 'before', 'gone'))
  .map(([{ pattern, pieces }, which, other, how]) => (xml) => {
    const found = [...xml.matchAll(pattern)];
    const one = found[which % Math.max(found.length, 1)];
    if (one === undefined) return xml;
    const put = pieces[other % pieces.length] ?? '';
    const [piece] = one;
    const instead =
      !piece.endsWith('/>') && !piece.includes('</') ? put : { put, before: put + piece, gone: '' }[how];
    return xml.slice(0, one.index) + instead + xml.slice(one.index + piece.length);
  });

/** A stretch of the text replaced by any other. */
const scrawl: fc.Arbitrary<Change> = fc
  .tuple(
    fc.nat(10_000),
    fc.nat(30),
    fc.string({ maxLength: 10, unit: fc.constantFrom(...' <>&;"=/\r\n!-?#xA0e\u2028') }),
  )
  .map(
    ([at, length, put]) =>
      (xml) =>
        xml.slice(0, at % xml.length) + put + xml.slice((at % xml.length) + length),
  );

const changes = fc.array(fc.oneof({ weight: 5, arbitrary: exchange }, { weight: 1, arbitrary: scrawl }), {
  minLength: 1,
  maxLength: 3,
});

test('a response that was changed anyhow signs in nobody but whom the provider signed for, and is no error', async () => {
  const start = fc.oneof({ weight: 5, arbitrary: fc.constant(signed) }, fc.constantFrom(...wrapped));
  await fc.assert(
    fc.asyncProperty(start, changes, async (xml, made) => {
      const response = base64(made.reduce((text, change) => change(text), xml));
      const outcome = await readSaml(provider, response);
      if (outcome.kind === 'proven') expect(outcome.identity).toEqual(ada);
    }),
    { numRuns: 1000 },
  );
});

test('whatever else is sent is refused, and no error', async () => {
  const anything = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.string({ unit: 'binary' }).map(base64),
    fc.constantFrom(...kinds.flatMap(({ pieces }) => pieces)).map(base64),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (response) => {
      expect(await readSaml(provider, response)).toMatchObject({ kind: 'refused' });
    }),
    { numRuns: 500 },
  );
});
