import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import { limits } from '../../../src/scim/limits.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { anyFilterText } from '../arbitraries.ts';
import { refusalText } from '../scim-refusal.ts';

const refusal = (text: string) => refusalText(() => parseFilter(text));
const attribute = 'expected an attribute, such as userName or name.givenName, found';
const operator = 'expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr), found';
const value = 'expected a string in double quotes, a number, true, false or null, found';

test.each([
  ['', `character 1: ${attribute} its end.`],
  ['   ', `character 4: ${attribute} its end.`],
  ['userName', `character 9: ${operator} its end.`],
  ['userName = "x"', `character 10: ${operator} "= \\"x\\"".`],
  ['userName eq', `character 12: ${value} its end.`],
  ['userName eq ada', `character 13: ${value} "ada".`],
  ["userName eq 'ada'", `character 13: ${value} "'ada'".`],
  ['userName eq "ada', `character 13: ${value} "\\"ada".`],
  ['userName eq "\\x"', `character 13: ${value}`],
  ['userName eq "a\nb"', `character 13: ${value}`],
  ['a eq 01', `character 6: ${value} "01".`],
  ['a eq .5', `character 6: ${value} ".5".`],
  ['a pr b pr', 'character 6: expected "and", "or" or the end, found "b pr".'],
  ['a pr and', `character 9: ${attribute} its end.`],
  ['(a pr', 'character 6: expected "and", "or" or ")", found its end.'],
  ['a pr)', 'character 5: expected "and", "or" or the end, found ")".'],
  ['emails[type eq "work"', 'character 22: expected "and", "or" or "]", found its end.'],
  ['emails[]', `character 8: ${attribute} "]".`],
  ['emails[a[b pr]]', `character 9: ${operator} "[b pr]]".`],
  ['emails[type pr].', `character 17: ${attribute} its end.`],
  ['1a pr', `character 1: ${attribute} "1a pr".`],
  ['a..b pr', `character 1: ${attribute} "a..b pr".`],
  ['urn:x: eq 1', `character 7: ${attribute} " eq 1".`],
])('%j is refused with the position', (text, expected) => {
  expect(refusal(text)).toContain(`400 invalidFilter The filter is wrong at ${expected}`);
});

const ofLength = (length: number) => `a eq "${'x'.repeat(length - 7)}"`;
const groups = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`;
const negations = (depth: number) => `${'not ('.repeat(depth)}a pr${')'.repeat(depth)}`;
const bracketed = (depth: number) => `${'('.repeat(depth - 1)}a[b pr]${')'.repeat(depth - 1)}`;
const terms = (count: number) => Array.from({ length: count }, () => 'a pr').join(' or ');

test.each<[string, (size: number) => string, number, string]>([
  [
    'characters',
    ofLength,
    limits.filterCharactersMax,
    'The filter has 4097 characters; allowed are at most 4096.',
  ],
  ['groups', groups, limits.filterDepthMax, 'at most 20 levels of parentheses and brackets'],
  ['negations', negations, limits.filterDepthMax, 'at most 20 levels of parentheses and brackets'],
  [
    'groups around a value path',
    bracketed,
    limits.filterDepthMax,
    'at most 20 levels of parentheses and brackets',
  ],
  ['comparisons', terms, limits.filterTermsMax, 'at most 100 comparisons'],
])('the number of %s has a limit', (_, filter, max, expected) => {
  expect(parseFilter(filter(max - 1))).toBeDefined();
  expect(parseFilter(filter(max))).toBeDefined();
  expect(refusal(filter(max + 1))).toContain(expected);
});

test('whatever the text, nothing is thrown but a SCIM error of status 400', () => {
  fc.assert(
    fc.property(anyFilterText, (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
        expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' });
      }
    }),
    { numRuns: 1000 },
  );
});
