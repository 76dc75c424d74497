import fc from 'fast-check';
import { signatureWrappings } from './saml-attacks.ts';

/** What can be exchanged for another of its kind in such a way that the response is well-formed afterwards. */
const patterns = [
  /"[^"]*"/g,
  />[^<>]+</g,
  /<[\w:]+ [^<>]*\/>/g,
  /<([\w:]+)[^<>]*>[^<>]*<\/\1>/g,
  /<(ds:Signature|ds:Transforms|saml2:Subject|saml2:Conditions|saml2:AttributeStatement|saml2:Assertion)\b.*?<\/\1>/gs,
];

type Change = (xml: string) => string;

/**
 * Responses that were changed anyhow, by exchanging what is in them, by wrapping their signatures and by scrawling into them.
 *
 * @param signed - XML whose response and assertion are signed.
 */
export function changedResponses(signed: string) {
  const wrapped = Object.values(signatureWrappings).map((wrap) => wrap(signed));
  const kinds = patterns.map((pattern) => ({
    pattern,
    pieces: [...new Set([signed, ...wrapped].flatMap((xml) => xml.match(pattern) ?? []))],
  }));

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

  const start = fc.oneof({ weight: 5, arbitrary: fc.constant(signed) }, fc.constantFrom(...wrapped));
  const changed = fc
    .tuple(start, changes)
    .map(([xml, made]) => made.reduce((text, change) => change(text), xml));
  return { changed, pieces: kinds.flatMap(({ pieces }) => pieces) };
}
