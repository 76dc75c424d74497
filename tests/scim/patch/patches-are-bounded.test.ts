import { expect, test } from 'vitest';
import { limits } from '../../../src/scim/limits.ts';
import { applyPatch } from '../../../src/scim/patch/apply-patch.ts';
import { PatchComparisons } from '../../../src/scim/patch/patch-comparisons.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { finished } from '../finished.ts';
import { patchUrn, user, userResourceType } from '../resources.ts';
import { scimRefusalOf } from '../scim-refusal.ts';
import { patchUser } from './patches.ts';

const many = <Value>(count: number, valueAt: (index: number) => Value) =>
  Array.from({ length: count }, (_, i) => valueAt(i));
const emails = many(250, (index) => ({ value: `e${index}@x.example` }));
const anyOf = (terms: number) => many(terms, (index) => `value eq "no${index}"`).join(' or ');
const tooMany = {
  status: 400,
  scimType: 'tooMany',
  detail: expect.stringContaining(`${limits.patchComparisonsMax} times`),
};

test.each<[string, object, object]>([
  ['filters of a hundred comparisons', { emails }, { op: 'remove', path: `emails[${anyOf(100)}]` }],
  [
    'filters within `not` and `and`',
    { emails },
    { op: 'remove', path: `emails[not (type pr) and (${anyOf(98)}) and type pr]` },
  ],
  [
    'long texts in a list',
    { profile: { l: many(30, (index) => 'ß'.repeat(10_000) + index) } },
    { op: 'add', path: 'profile.l', value: ['x'] },
  ],
  [
    'large objects without a path',
    { profile: { l: many(30, (index) => 'x'.repeat(10_000) + index) } },
    { op: 'add', value: { profile: { n: 1 } } },
  ],
])('a thousand operations with %s are too many, and a few are not', (_, attributes, operation) => {
  const few = many(5, () => operation);
  expect(() => patchUser(user(attributes), ...few)).not.toThrow();
  const refusal = scimRefusalOf(() => patchUser(user(attributes), ...many(1000, () => operation)));
  expect(refusal).toMatchObject(tooMany);
  expect(refusal.detail).toMatch(/^Operations\[\d+\]: .*Send fewer operations at once/);
});

test.each<[string, object, (index: number) => object]>([
  [
    'of an attribute with one value',
    { emails },
    (index) => ({ op: 'replace', path: 'title', value: `t${index}` }),
  ],
  [
    'on each of as many values as an attribute may have',
    { emails },
    (index) => ({
      op: 'replace',
      path: `emails[value eq "e${index % 250}@x.example"].display`,
      value: `d${index}`,
    }),
  ],
  [
    'that add one value each',
    {},
    (index) => ({ op: 'add', path: 'phoneNumbers', value: [{ value: `${index}` }] }),
  ],
  [
    'that add one custom attribute each',
    {},
    (index) => ({ op: 'add', path: `profile.n${index}`, value: index }),
  ],
])('a thousand operations %s are carried out', (_, attributes, operation) => {
  expect(() => patchUser(user(attributes), ...many(1000, operation))).not.toThrow();
});

test('comparisons are counted to the last one, over all that is applied of a request', () => {
  // Each looks at 1000 values and at what it is given, twice, and compares the values 98 times.
  const resource = user({ roles: many(1000, (index) => ({ value: `r${index}` })) });
  const perOperation = 2 * 1001 + 98 * 1000;
  const fitting = Math.floor(limits.patchComparisonsMax / perOperation);
  const comparisons = new PatchComparisons();
  const apply = (terms: number) => {
    const operation = { op: 'remove', path: `roles[${anyOf(terms)}]` };
    const operations = finished(readPatchRequest({ schemas: [patchUrn], Operations: [operation] }));
    return finished(applyPatch(userResourceType, resource, operations, undefined, comparisons));
  };
  for (let count = 0; count < fitting; count += 1) expect(apply(98)).toEqual(resource);
  const left = limits.patchComparisonsMax - fitting * perOperation;
  const terms = Math.floor((left - 2 * 1001) / 1000);
  expect(scimRefusalOf(() => apply(terms + 1))).toMatchObject(tooMany);
  // One that fits is carried out behind one that does not.
  expect(apply(terms)).toEqual(resource);
  expect(() => apply(1)).toThrow(ScimError);
});
