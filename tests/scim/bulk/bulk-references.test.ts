import { expect, test } from 'vitest';
import type { BulkOperation } from '../../../src/scim/bulk/bulk-operation.ts';
import { referencesOf, withIds } from '../../../src/scim/bulk/bulk-references.ts';

const operation: BulkOperation = {
  method: 'PATCH',
  path: '/Groups/bulkId:team',
  data: {
    note: 'bulkId is a word',
    Operations: [
      { op: 'add', path: 'members', value: [{ value: 'bulkId:ada' }, 'bulkId:grace'] },
      { op: 'remove', path: 'members[value eq "bulkId:alan"]' },
    ],
  },
};

test('references stand in the path, in values at any depth, and in filters', () => {
  expect([...referencesOf(operation)]).toEqual(['team', 'ada', 'grace', 'alan']);
  expect([...referencesOf({ method: 'DELETE', path: '/Users/1' })]).toEqual([]);
});

test('ids take their places, and nothing else changes', () => {
  expect(withIds(operation, (bulkId) => `id-of-${bulkId}`)).toEqual({
    method: 'PATCH',
    path: '/Groups/id-of-team',
    data: {
      note: 'bulkId is a word',
      Operations: [
        { op: 'add', path: 'members', value: [{ value: 'id-of-ada' }, 'id-of-grace'] },
        { op: 'remove', path: 'members[value eq "id-of-alan"]' },
      ],
    },
  });
});
