import { expect, test } from 'vitest';
import { addValues, type ElementValue } from '../../../src/criteria/attribute-values.ts';
import { everyone } from '../../../src/criteria/criteria.ts';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { matchCriteria } from '../../../src/criteria/match-criteria.ts';
import { compileFilter } from '../../../src/scim/filter/compile-filter.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';
import { schemasAttribute } from '../../../src/scim/filter/schemas-attribute.ts';
import { boolean, complex, dateTime, string } from '../../../src/scim/schema/define-attribute.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { groupResourceType } from '../../../src/scim/schema/group-resource-type.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import { userUrn } from '../resources.ts';

const badgeUrn = 'urn:example:params:scim:schemas:extension:2.0:Badge';

const badgeType: ResourceType = {
  ...groupResourceType,
  extensions: [
    {
      required: false,
      schema: {
        id: badgeUrn,
        name: 'Badge',
        description: 'Badge',
        attributes: [
          string('colour', ''),
          boolean('lost', ''),
          dateTime('issuedAt', ''),
          complex('office', '', [string('city', ''), boolean('open', '')]),
        ],
      },
    },
  ],
};

/** Whether a resource whose `schemas` are not stored has one that fits. */
function hasSchema(filter: string, resource: JsonObject): boolean {
  const values = new Map<string, ElementValue[]>();
  addValues(values, resource);
  const subject = {
    attribute: wholeResource(badgeType),
    derived: (path: string) => (path === 'schemas' ? schemasAttribute(badgeType) : undefined),
  };
  return matchCriteria(values, compileFilter(parseFilter(filter), subject));
}

test('every resource has the core schema', () => {
  expect(hasSchema(`schemas eq "${groupResourceType.schema.id}"`, {})).toBe(true);
  expect(hasSchema(`schemas eq "${userUrn}"`, {})).toBe(false);
  expect(hasSchema('schemas pr', {})).toBe(true);
});

test('a type without extensions has the one schema', () => {
  expect(schemasAttribute(groupResourceType)).toEqual({
    kind: 'constants',
    constants: [{ value: groupResourceType.schema.id, where: everyone }],
  });
});

test.each<JsonObject>([
  { colour: 'red' },
  { colour: '' },
  { lost: false },
  { issuedAt: '2026-11-25T12:00:00Z' },
  { office: { city: 'Paris' } },
  { office: { city: '' } },
  { office: { open: false } },
])('a resource with a value of the extension has its schema: %j', (badge) => {
  expect(hasSchema(`schemas eq "${badgeUrn}"`, { [badgeUrn]: badge })).toBe(true);
  expect(hasSchema(`schemas ne "${badgeUrn}"`, { [badgeUrn]: badge })).toBe(false);
});

test.each<JsonObject>([
  {},
  { [badgeUrn]: {} },
  { [badgeUrn]: { office: {} } },
  { colour: 'red', office: { city: 'Paris' } },
  { [badgeUrn]: { shape: 'round' } },
])('a resource without a value of the extension does not have its schema: %j', (resource) => {
  expect(hasSchema(`schemas eq "${badgeUrn}"`, resource)).toBe(false);
});
