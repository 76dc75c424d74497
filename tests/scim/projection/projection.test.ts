import fc from 'fast-check';
import { expect, test } from 'vitest';
import { project, readProjection, wants } from '../../../src/scim/projection/projection.ts';
import { readResource } from '../../../src/scim/resource/read-resource.ts';
import type { ScimResource } from '../../../src/scim/resource/scim-resource.ts';
import { groupResourceType } from '../../../src/scim/schema/group-resource-type.ts';
import { anyUserBody } from '../arbitraries.ts';
import { enterpriseUrn, userResourceType, userUrn } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';

const resource: ScimResource = {
  schemas: [userUrn, enterpriseUrn],
  id: 'a',
  userName: 'ada@example.com',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ value: 'ada@example.com', type: 'work', primary: true }, { value: 'x@example.com' }],
  profile: { costCenter: 'CC', Level: 3 },
  [enterpriseUrn]: { department: 'Notes', manager: { value: '7', displayName: 'Charles' } },
  meta: { resourceType: 'User', version: 'W/"1"' },
};
const always = { schemas: resource.schemas, id: 'a' };
const only = (attributes: string | string[]) =>
  project(readProjection(userResourceType, { attributes }), resource);
const without = (excludedAttributes: string) =>
  project(readProjection(userResourceType, { excludedAttributes }), resource);

test.each<[string | string[], object]>([
  ['userName', { userName: 'ada@example.com' }],
  [' USERNAME , title', { userName: 'ada@example.com' }],
  [['userName', 'name.givenName'], { userName: 'ada@example.com', name: { givenName: 'Ada' } }],
  ['name.givenName,name', { name: resource.name }],
  ['emails.type', { emails: [{ type: 'work' }] }],
  ['profile.COSTCENTER', { profile: { costCenter: 'CC' } }],
  ['profile.level,profile.costCenter', { profile: resource.profile }],
  [`${enterpriseUrn}:manager.value`, { [enterpriseUrn]: { manager: { value: '7' } } }],
  [enterpriseUrn, { [enterpriseUrn]: resource[enterpriseUrn] }],
  [`${userUrn}:name`, { name: resource.name }],
  ['meta', { meta: resource.meta }],
  ['nothing,name.nothing,urn:x:y', {}],
  ['emails[type eq "work"]', { emails: resource.emails }],
])('attributes=%j', (attributes, expected) => {
  expect(only(attributes)).toEqual({ ...always, ...expected });
});

test('what is excluded is left out, and an object that is left with nothing', () => {
  const { emails, userName, ...rest } = resource;
  expect(without('emails,userName,id,schemas')).toEqual(rest);
  expect(without('name.givenName')).toEqual({ ...resource, name: { familyName: 'Lovelace' } });
  expect(without(`name.givenName,name.familyName,${enterpriseUrn}:manager`)).toEqual(
    (({ name, ...others }) => ({ ...others, [enterpriseUrn]: { department: 'Notes' } }))(resource),
  );
});

test('without a word of the client nothing is made anew', () => {
  expect(project(readProjection(userResourceType, {}), resource)).toBe(resource);
  expect(
    project(readProjection(userResourceType, { attributes: '', excludedAttributes: ' , ' }), resource),
  ).toBe(resource);
});

test('both at once are refused', () => {
  const both = () => readProjection(userResourceType, { attributes: 'title', excludedAttributes: 'name' });
  expect(refusalText(both)).toBe(
    '400 invalidValue "attributes" and "excludedAttributes" exclude each other; give one of them.',
  );
});

test.each([
  [{}, 'default'],
  [{ attributes: 'displayName' }, false],
  [{ attributes: 'displayName,members.value' }, 'named'],
  [{ excludedAttributes: 'members' }, false],
  [{ excludedAttributes: 'members.display' }, 'default'],
])('%j wants members: %s', (parameters, expected) => {
  expect(wants(readProjection(groupResourceType, parameters), 'members')).toBe(expected);
});

test.each([{ attributes: 'displayName' }, { excludedAttributes: 'id,meta' }])(
  '%j wants what is always returned, and what no schema has',
  (parameters) => {
    const projection = readProjection(groupResourceType, parameters);
    expect(['id', 'schemas', 'nothing'].map((name) => wants(projection, name))).toEqual(
      Array.from({ length: 3 }, () => 'default'),
    );
  },
);

test('an attribute that is named twice, whole and in part, is named whole', () => {
  expect(only('name,name.givenName')).toEqual({ ...always, name: resource.name });
  expect(only('name.givenName,name.familyName')).toEqual({ ...always, name: resource.name });
  expect(without('name,name.givenName')).not.toHaveProperty('name');
});

test('what no schema has is shown unless only other attributes are wanted', () => {
  const withMore = { ...resource, more: 'x' };
  expect(project(readProjection(userResourceType, { excludedAttributes: 'meta' }), withMore)).toHaveProperty(
    'more',
  );
  expect(project(readProjection(userResourceType, { attributes: 'meta' }), withMore)).not.toHaveProperty(
    'more',
  );
});

test('of a list the elements are left out that are left with nothing, and then the list', () => {
  expect(only('emails.primary')).toEqual({ ...always, emails: [{ primary: true }] });
  expect(only('emails.display')).toEqual(always);
});

test('id and schemas are always there and no password ever is, whatever is asked for', () => {
  const names = fc.array(
    fc.constantFrom(
      'id',
      'schemas',
      'userName',
      'password',
      'name.givenName',
      'emails',
      'profile',
      'meta',
      'x',
    ),
  );
  fc.assert(
    fc.property(anyUserBody, names, fc.boolean(), (body, asked, isOnly) => {
      const whole = { ...readResource(userResourceType, body), id: 'a' };
      const parameters = isOnly ? { attributes: asked } : { excludedAttributes: asked };
      const shown = project(readProjection(userResourceType, parameters), whole);
      expect(shown).toMatchObject({ id: 'a', schemas: whole.schemas });
      expect(shown).not.toHaveProperty('password');
      if (isOnly && asked.length > 0 && !asked.includes('emails')) expect(shown).not.toHaveProperty('emails');
      if (!isOnly && asked.includes('emails')) expect(shown).not.toHaveProperty('emails');
    }),
  );
});
