import fc from 'fast-check';
import { parse, type Filter as TheirFilter } from 'scim2-parse-filter';
import { expect, test } from 'vitest';
import type { Filter } from '../../../src/scim/filter/filter.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import { referenceText } from '../../../src/scim/path/attribute-reference.ts';

// Where the other parser is wrong or stricter, filters are not compared: it takes a number only at the very end, `not`
// in front of a bare comparison, operators in lower case only, and leaves escapes other than `\"` undecoded.

/** A filter as nested lists, groups of one kind within each other as one. */
type Shape = readonly unknown[];

function ours(filter: Filter): Shape {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return joined(filter.kind, filter.of.map(ours));
    case 'not':
      return ['not', ours(filter.of)];
    case 'present':
      return ['pr', referenceText(filter.path)];
    case 'compare':
      return [filter.operator, referenceText(filter.path), filter.value];
    case 'valuePath':
      return ['[]', referenceText(filter.path), ours(filter.of)];
  }
}

function theirs(filter: TheirFilter): Shape {
  switch (filter.op) {
    case 'and':
    case 'or':
      return joined(filter.op, filter.filters.map(theirs));
    case 'not':
      return ['not', theirs(filter.filter)];
    case 'pr':
      return ['pr', filter.attrPath];
    case '[]':
      return ['[]', filter.attrPath, theirs(filter.valFilter)];
    default:
      return [filter.op, filter.attrPath, filter.compValue];
  }
}

function joined(kind: string, parts: readonly Shape[]): Shape {
  return [kind, ...parts.flatMap((part) => (part[0] === kind ? part.slice(1) : [part]))];
}

const path = fc.constantFrom(
  ...['userName', 'name.givenName', 'emails', 'emails.value', 'profile.costCenter', 'meta.lastModified'],
  ...['urn:ietf:params:scim:schemas:core:2.0:User:title', 'nick-Name', 'attr_1'],
);
const literal = fc.oneof(
  fc
    .string()
    .map((text) => JSON.stringify(text.replaceAll('\\', '')))
    .filter((text) => !/\\(?!")/.test(text)),
  fc.constantFrom('true', 'false', 'null'),
);
const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');
const comparison = (of: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(of, operator, literal).map((parts) => parts.join(' ')) },
    of.map((text) => `${text} pr`),
  );
const element = fc.constantFrom('value', 'type', 'primary');
const nested = (leaf: fc.Arbitrary<string>) =>
  fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(tie('filter'), fc.constantFrom(' and ', ' or ', '  and '), tie('filter'))
        .map((all) => all.join('')),
      tie('filter').map((inner) => `(${inner})`),
      tie('filter').map((inner) => `not (${inner})`),
    ),
  })).filter;
const valuePath = fc
  .tuple(fc.constantFrom('emails', 'addresses'), nested(comparison(element)))
  .map(([attribute, inner]) => `${attribute}[${inner}]`);

test('a filter means the same to another parser', () => {
  fc.assert(
    fc.property(nested(fc.oneof({ weight: 4, arbitrary: comparison(path) }, valuePath)), (text) => {
      expect(ours(parseFilter(text))).toEqual(theirs(parse(text)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  'title eq "a" and title eq "b" or title eq "c"',
  'title eq "a" or title eq "b" and title eq "c"',
  'not (title pr) and title eq "a" or not (title eq "b" or title eq "c")',
  'title gt 5',
  'title eq "a \\" b"',
])('%s means the same to another parser', (text) => {
  expect(ours(parseFilter(text))).toEqual(theirs(parse(text)));
});
