import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAttributePath } from '../../../src/scim/filter/parse-attribute-path.ts';
import { limits } from '../../../src/scim/limits.ts';
import { referenceText } from '../../../src/scim/path/attribute-reference.ts';
import { resolveAttributePath } from '../../../src/scim/path/resolve-attribute-path.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { anyPathText } from '../arbitraries.ts';
import { enterpriseUrn, userResourceType, userUrn } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';
import { withoutPositions } from '../without-positions.ts';

const work = {
  kind: 'compare',
  path: { attribute: 'type' },
  operator: 'eq',
  value: 'work',
};

test.each([
  ['userName', { attribute: 'userName' }],
  [' userName ', { attribute: 'userName' }],
  ['name.givenName', { attribute: 'name', subAttribute: 'givenName' }],
  ['profile.costCenter', { attribute: 'profile', subAttribute: 'costCenter' }],
  ['profile.cost.center', { attribute: 'profile', subAttribute: 'cost.center' }],
  ['members.$ref', { attribute: 'members', subAttribute: '$ref' }],
  [`${userUrn}:userName`, { schema: userUrn, attribute: 'userName' }],
  [
    `${enterpriseUrn}:manager.displayName`,
    { schema: enterpriseUrn, attribute: 'manager', subAttribute: 'displayName' },
  ],
  ['emails[type eq "work"]', { attribute: 'emails', valueFilter: work }],
  ['emails[type eq "work"].value', { attribute: 'emails', valueFilter: work, subAttribute: 'value' }],
  [
    `${userUrn}:emails[type eq "work"].value`,
    { schema: userUrn, attribute: 'emails', valueFilter: work, subAttribute: 'value' },
  ],
  [
    'profile.skills[type eq "work"]',
    { attribute: 'profile', subAttribute: 'skills', valueFilter: work, filtersSubAttribute: true },
  ],
  [
    'profile.skills[type eq "work"].VALUE',
    { attribute: 'profile', subAttribute: 'skills', valueFilter: work, filtersSubAttribute: true },
  ],
])('%s', (text, path) => {
  expect(withoutPositions(parseAttributePath(text))).toEqual({ text, ...path });
});

test.each([
  ['', 'character 1: expected an attribute, such as userName or name.givenName, found its end.'],
  ['/userName', 'character 1: expected an attribute'],
  ['name.', 'character 1: expected an attribute'],
  ['urn:x:', 'character 7: expected an attribute'],
  ['userName x', 'character 10: expected the end, found "x".'],
  ['profile.skills[value pr].type', 'character 26: expected "value", found "type".'],
  ['emails[type eq work]', 'character 16: expected a string in double quotes'],
  ['emails[type eq "work"', 'character 22: expected "and", "or" or "]", found its end.'],
  [
    'emails[type eq "work"]value',
    'character 23: expected "." and a sub-attribute, or the end, found "value".',
  ],
  ['emails[type eq "work"].a.b', 'character 24: expected a sub-attribute, found "a.b".'],
  ['emails[type eq "work"].urn:x:a', 'character 24: expected a sub-attribute, found "urn:x:a".'],
  ['emails[type eq "work"].a b', 'character 26: expected the end, found "b".'],
  ['emails[type eq "work"].', 'character 24: expected an attribute'],
])('%j is refused with the position', (text, expected) => {
  expect(refusalText(() => parseAttributePath(text))).toContain(
    `400 invalidPath The path is wrong at ${expected}`,
  );
});

test('a path has a limit of characters', () => {
  const ofLength = (length: number) => 'a'.repeat(length);

  for (const length of [limits.pathCharactersMax - 1, limits.pathCharactersMax]) {
    expect(parseAttributePath(ofLength(length)).attribute).toHaveLength(length);
  }
  expect(refusalText(() => parseAttributePath(ofLength(limits.pathCharactersMax + 1)))).toContain(
    'The path has 4097 characters; allowed are at most 4096.',
  );
});

test.each([
  ['USERNAME', 'userName'],
  ['name.givenname', 'name.givenName'],
  [`${userUrn.toUpperCase()}:title`, 'title'],
  ['Emails.Value', 'emails.value'],
  ['emails[type eq "work"].value', 'emails.value'],
  ['profile.Location', 'profile.Location'],
  [`${enterpriseUrn.toUpperCase()}:Department`, `${enterpriseUrn}:department`],
  [`${enterpriseUrn}:manager.value`, `${enterpriseUrn}:manager.value`],
  [enterpriseUrn, enterpriseUrn],
  ['meta.lastmodified', 'meta.lastModified'],
])('%s is %s', (text, canonical) => {
  expect(resolveAttributePath(userResourceType, parseAttributePath(text)).text).toBe(canonical);
});

test('a path tells the attribute, its sub-attribute and the extension that holds them', () => {
  const { extension, attribute, subAttribute } = resolveAttributePath(
    userResourceType,
    parseAttributePath(`${enterpriseUrn}:manager.value`),
  );

  expect([extension?.name, attribute.name, subAttribute?.name]).toEqual([enterpriseUrn, 'manager', 'value']);
});

test.each(['nothing', 'name:givenName', 'urn:x:title', `${enterpriseUrn}:title`, 'department', userUrn])(
  '%s is unknown',
  (text) => {
    const path = parseAttributePath(text);
    const expected = `"${referenceText(path)}" names no attribute that is known here.`;

    expect(refusalText(() => resolveAttributePath(userResourceType, path))).toBe(
      `400 invalidPath ${expected}`,
    );
    expect(refusalText(() => resolveAttributePath(userResourceType, path, 'invalidFilter'))).toBe(
      `400 invalidFilter ${expected}`,
    );
  },
);

test('whatever the text, nothing is thrown but a SCIM error of status 400', () => {
  fc.assert(
    fc.property(anyPathText, (text) => {
      try {
        parseAttributePath(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
        expect(error).toMatchObject({ status: 400, scimType: 'invalidPath' });
      }
    }),
    { numRuns: 1000 },
  );
});
