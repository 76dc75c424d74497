import { expect, test } from 'vitest';
import { limits } from '../../../src/scim/limits.ts';
import { readOperations } from '../../../src/scim/parts/read-operations.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { userResourceType } from '../resources.ts';

const objectOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, index]));

test.each([
  [limits.partsMax / 500, limits.partsMax],
  [limits.partsMax / 500 + 1, limits.partsMax + 1],
])('of %i operations with 500 attributes that cannot be read, %i parts are told', (count, told) => {
  const operations = Array.from({ length: count }, () => ({ op: 'add', value: objectOf(500) }));
  const unread = readOperations(userResourceType, operations, () => {
    throw new ScimError(400, 'no');
  });
  expect(unread).toHaveLength(told);
});

test('an operation behind more parts than are read is read as it is', () => {
  const large = { op: 'add', value: objectOf(1000) };
  const last = { op: 'replace', path: 'active', value: false };
  const read: unknown[] = [];
  readOperations(userResourceType, [large, large, large, last], (operation) => {
    if (operation !== last) throw new ScimError(400, 'no');
    read.push(operation);
  });
  expect(read).toEqual([last]);
});
