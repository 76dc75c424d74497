import { expect, test } from 'vitest';
import { patchOf, patchSchema, userSchema } from '../../support/scim-client.ts';
import { type Expected, unchanging } from './unchanging.ts';

const subject = unchanging();

const wrongOperations: readonly (readonly [object, Expected])[] = [
  [
    { op: 'increase', path: 'title', value: 'x' },
    { detail: 'Operations[0].op', scimType: 'invalidSyntax' },
  ],
  [
    { path: 'title', value: 'x' },
    { detail: 'Operations[0].op', scimType: 'invalidSyntax' },
  ],
  [
    { op: 'replace', path: 'title' },
    { detail: 'Operations[0].value', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 7, value: 'x' },
    { detail: 'Operations[0].path', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', value: 'x' },
    { detail: 'Operations[0].value', scimType: 'invalidValue' },
  ],
  [{ op: 'remove' }, { detail: 'Operations[0].path', scimType: 'noTarget' }],
  [
    { op: 'replace', path: 'colour', value: 'x' },
    { detail: '"colour"', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'name.colour', value: 'x' },
    { detail: '"name.colour"', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'title[', value: 'x' },
    { detail: /./, scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: '', value: 'x' },
    { detail: 'Operations[0].value', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'urn:example:x:title', value: 'x' },
    { detail: 'urn:example', scimType: 'invalidPath' },
  ],
  [
    { op: 'replace', path: 'title', value: { a: 7 } },
    { detail: '"title"', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'active', value: 'perhaps' },
    { detail: '"active"', scimType: 'invalidValue' },
  ],
  [
    { op: 'add', path: 'externalId', value: 'x'.repeat(256) },
    { detail: '"externalId" has 256 characters', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', value: { name: { givenName: ['Ada', 'Augusta'] } } },
    { detail: '"name.givenName"', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'profile.location', value: { x: 1 } },
    { detail: '"profile.location"', scimType: 'invalidValue' },
  ],
  [
    { op: 'replace', path: 'userName', value: 'other@example.com' },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', value: { userName: 'other@example.com' } },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'remove', path: 'userName' },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'userName', value: null },
    { detail: '"userName"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'id', value: 'mine' },
    { detail: '"id"', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'meta.version', value: 'W/"9"' },
    { detail: '"meta', scimType: 'mutability' },
  ],
  [
    { op: 'replace', path: 'emails[primary eq true].value', value: 'b@x.co' },
    { detail: 'primary email', scimType: 'mutability' },
  ],
];

test.each(wrongOperations)(
  'a PATCH with %j, also after an operation that would have gone through',
  async (operation, expected) => {
    await subject().refuses('PATCH', subject().path, { body: patchOf(operation) }, expected);
    const second = expected.detail.toString().includes('Operations')
      ? { ...expected, detail: /Operations\[1\]/ }
      : expected;
    await subject().refuses(
      'PATCH',
      subject().path,
      { body: patchOf({ op: 'replace', path: 'title', value: 'Admiral' }, operation) },
      second,
    );
  },
);

test.each([
  [{ Operations: [] }, { detail: '"schemas"', scimType: 'invalidSyntax' }],
  [
    { schemas: [userSchema], Operations: [] },
    { detail: '"schemas"', scimType: 'invalidSyntax' },
  ],
  [{ schemas: [patchSchema] }, { detail: '"Operations"', scimType: 'invalidSyntax' }],
  [
    { schemas: [patchSchema], Operations: {} },
    { detail: '"Operations"', scimType: 'invalidSyntax' },
  ],
  [
    { schemas: [patchSchema], Operations: ['x'] },
    { detail: 'Operations[0]', scimType: 'invalidSyntax' },
  ],
])('a PATCH whose message is %j', async (body, expected) => {
  await subject().refuses('PATCH', subject().path, { body }, expected);
});

test('none of this is a mistake of ours', () => {
  expect(subject().mistakes()).toEqual([]);
});
