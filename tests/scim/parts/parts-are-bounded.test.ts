import { expect, test } from 'vitest';
import type { Steps } from '../../../src/criteria/steps.ts';
import { limits } from '../../../src/scim/limits.ts';
import { readOperations } from '../../../src/scim/parts/read-operations.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { finished } from '../finished.ts';
import { userResourceType } from '../resources.ts';

const objectOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, index]));

test.each([
  [limits.partsMax / 500, limits.partsMax],
  [limits.partsMax / 500 + 1, limits.partsMax + 1],
])('of %i operations with 500 attributes that cannot be read, %i parts are told', (count, told) => {
  const operations = Array.from({ length: count }, () => ({ op: 'add', value: objectOf(500) }));
  const refuse = () => {
    throw new ScimError(400, 'no');
  };
  const unread = finished(readOperations(userResourceType, operations, refuse));
  expect(unread).toHaveLength(told);
});

test('an operation behind more parts than are read is read as it is', () => {
  const large = { op: 'add', value: objectOf(1000) };
  const last = { op: 'replace', path: 'active', value: false };
  const read: unknown[] = [];
  const take = function* (operation: unknown): Steps<void> {
    if (operation !== last) throw new ScimError(400, 'no');
    read.push(operation);
    yield;
  };
  finished(readOperations(userResourceType, [large, large, large, last], take));
  expect(read).toEqual([last]);
});
