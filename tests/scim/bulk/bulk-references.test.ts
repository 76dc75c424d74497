import { expect, test } from 'vitest';
import { groupTypes } from '../../../src/adapters/koa-scim/schemas/group-types.ts';
import type { BulkOperation } from '../../../src/scim/bulk/bulk-operation.ts';
import { referencesOf, withIds } from '../../../src/scim/bulk/bulk-references.ts';
import { enterpriseUrn, userBody, userResourceType } from '../resources.ts';

const groupType = groupTypes.agents;
const operation: BulkOperation = {
  method: 'PATCH',
  path: '/Groups/bulkId:team',
  data: {
    note: 'bulkId:word',
    Operations: [
      { op: 'add', path: 'members', value: [{ value: 'bulkId:ada', display: 'bulkId:x' }, 'bulkId:grace'] },
      { op: 'remove', path: 'members[value eq "bulkId:alan"]' },
      { op: 'replace', value: { displayName: 'bulkId:x', MEMBERS: { $ref: '../Users/bulkId:joan' } } },
      { op: 'replace', path: 'displayName', value: 'bulkId:x' },
      { op: 'replace', path: 'nothing', value: 'bulkId:x' },
      'bulkId:x',
    ],
  },
};

test('references stand in the path, where another resource is named, and in filters', () => {
  expect([...referencesOf(operation, groupType)]).toEqual(['team', 'ada', 'grace', 'alan', 'joan']);
  expect([...referencesOf({ method: 'DELETE', path: '/Users/1' }, groupType)]).toEqual([]);
  expect([...referencesOf(operation, undefined)]).toEqual(['team']);
});

test('ids take their places, and nothing else changes', () => {
  expect(withIds(operation, groupType, (bulkId) => `id-of-${bulkId}`)).toEqual({
    method: 'PATCH',
    path: '/Groups/id-of-team',
    data: {
      note: 'bulkId:word',
      Operations: [
        { op: 'add', path: 'members', value: [{ value: 'id-of-ada', display: 'bulkId:x' }, 'id-of-grace'] },
        { op: 'remove', path: 'members[value eq "id-of-alan"]' },
        { op: 'replace', value: { displayName: 'bulkId:x', MEMBERS: { $ref: '../Users/id-of-joan' } } },
        { op: 'replace', path: 'displayName', value: 'bulkId:x' },
        { op: 'replace', path: 'nothing', value: 'bulkId:x' },
        'bulkId:x',
      ],
    },
  });
});

test.each<[object, readonly string[]]>([
  [{ [enterpriseUrn]: { manager: { value: 'bulkId:a' } } }, ['a']],
  [{ [enterpriseUrn]: { manager: 'bulkId:a' } }, ['a']],
  [{ [`${enterpriseUrn}:manager.value`]: 'bulkId:a' }, ['a']],
  [{ manager: { $ref: 'bulkId:a' } }, ['a']],
  [{ [enterpriseUrn]: { manager: { displayName: 'bulkId:a' }, department: 'bulkId:b' } }, []],
  [{ groups: [{ value: 'bulkId:a' }], title: 'bulkId:a', profile: { manager: 'bulkId:a' } }, []],
  [{ emails: [{ value: 'bulkId:a' }], 'name.givenName': 'bulkId:a', nothing: { value: 'bulkId:a' } }, []],
  [{ manager: { value: 'a bulkId:a' } }, []],
])('of a User %j names %j', (attributes, references) => {
  const put: BulkOperation = { method: 'PUT', path: '/Users/1', data: { ...userBody(attributes) } };
  expect([...referencesOf(put, userResourceType)]).toEqual(references);
});
