import { expect, test } from 'vitest';
import type { Attribute } from '../../../src/scim/schema/attribute.ts';
import { enterpriseUserSchema } from '../../../src/scim/schema/enterprise-user-schema.ts';
import { groupSchema } from '../../../src/scim/schema/group-schema.ts';
import { userSchema } from '../../../src/scim/schema/user-schema.ts';

/** What differs from the defaults of RFC 7643 section 2.2, in one line. */
function lineOf(attribute: Attribute): string {
  const { name, type, multiValued, caseExact, required, mutability, returned, uniqueness } = attribute;
  const { canonicalValues = [], referenceTypes = [] } = attribute;
  return [
    ...[name, type, multiValued && 'multiValued', caseExact && 'caseExact', required && 'required'],
    ...[mutability !== 'readWrite' && mutability, returned !== 'default' && `returned:${returned}`],
    ...[uniqueness !== 'none' && `uniqueness:${uniqueness}`],
    ...[canonicalValues.length > 0 && `(${canonicalValues.join(' ')})`],
    ...[referenceTypes.length > 0 && `-> ${referenceTypes.join(' ')}`],
  ]
    .filter((part) => part !== false)
    .join(' ');
}

const linesOf = (attributes: readonly Attribute[], indent = ''): readonly string[] =>
  attributes.flatMap((attribute) => [
    indent + lineOf(attribute),
    ...linesOf(attribute.subAttributes ?? [], `${indent}  `),
  ]);

const plural = (name: string, value: string, types = '') => [
  `${name} complex multiValued`,
  `  ${value}`,
  '  display string',
  `  type string${types && ` (${types})`}`,
  '  primary boolean',
];

// RFC 7643 section 8.7.1, where sections 2.3.6 and 2.3.7 do not make references and binaries case exact. Section 2.4 has
// `primary` for addresses, of which section 8.7.1 does not speak.
test('the User’s attributes have the characteristics of RFC 7643 section 8.7.1', () => {
  expect(linesOf(userSchema.attributes)).toEqual([
    'userName string required uniqueness:server',
    'name complex',
    ...['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix'].map(
      (name) => `  ${name} string`,
    ),
    'displayName string',
    'nickName string',
    'profileUrl reference caseExact -> external',
    ...['title', 'userType', 'preferredLanguage', 'locale', 'timezone'].map((name) => `${name} string`),
    'active boolean',
    'password string writeOnly returned:never',
    ...plural('emails', 'value string', 'work home other'),
    ...plural('phoneNumbers', 'value string', 'work home mobile fax pager other'),
    ...plural('ims', 'value string', 'aim gtalk icq xmpp msn skype qq yahoo'),
    ...plural('photos', 'value reference caseExact -> external', 'photo thumbnail'),
    'addresses complex multiValued',
    ...['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'].map(
      (name) => `  ${name} string`,
    ),
    '  type string (work home other)',
    '  primary boolean',
    'groups complex multiValued readOnly',
    '  value string readOnly',
    '  $ref reference caseExact readOnly -> User Group',
    '  display string readOnly',
    '  type string readOnly (direct indirect)',
    ...plural('entitlements', 'value string'),
    ...plural('roles', 'value string'),
    ...plural('x509Certificates', 'value binary caseExact'),
  ]);
});

test('the extension’s have them', () => {
  expect(linesOf(enterpriseUserSchema.attributes)).toEqual([
    ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map(
      (name) => `${name} string`,
    ),
    'manager complex',
    '  value string',
    '  $ref reference caseExact -> User',
    '  displayName string readOnly',
  ]);
});

test('the Group’s have them, and the name that section 4.2 requires', () => {
  expect(linesOf(groupSchema.attributes)).toEqual([
    'displayName string required',
    'members complex multiValued',
    '  value string immutable',
    '  $ref reference caseExact immutable -> User Group',
    '  type string immutable (User Group)',
    '  display string readOnly',
  ]);
});
