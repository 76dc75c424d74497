import { expect, test } from 'vitest';
import { limits } from '../../../src/scim/limits.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import { finished } from '../finished.ts';
import { patchUrn, userUrn } from '../resources.ts';
import { refusalText } from '../scim-refusal.ts';
import { withoutPositions } from '../without-positions.ts';

const message = (...operations: unknown[]) => ({ schemas: [patchUrn], Operations: operations });

test('operations come out in their order, with their paths read', () => {
  const body = message(
    { op: 'add', path: 'title', value: 'x' },
    { op: 'replace', path: null, value: { title: null } },
    { op: 'remove', path: 'emails', value: [{ value: 'a' }] },
    { op: 'replace', path: 'title', value: null },
  );

  expect(withoutPositions(finished(readPatchRequest(body)))).toEqual([
    { index: 0, op: 'add', path: { text: 'title', attribute: 'title' }, value: 'x' },
    { index: 1, op: 'replace', value: { title: null } },
    { index: 2, op: 'remove', path: { text: 'emails', attribute: 'emails' }, value: [{ value: 'a' }] },
    { index: 3, op: 'replace', path: { text: 'title', attribute: 'title' }, value: null },
  ]);
});

test('members of the message may have any letter case', () => {
  const body = { Schemas: [patchUrn.toUpperCase()], operations: [{ Op: 'add', Path: 'title', Value: 'x' }] };

  expect(finished(readPatchRequest(body))).toMatchObject([
    { op: 'add', path: { attribute: 'title' }, value: 'x' },
  ]);
});

test.each<[string, unknown, string]>([
  ['a list', [], `invalidSyntax The body must be a JSON object with "schemas": ["${patchUrn}"].`],
  ['no schemas', { Operations: [] }, `invalidSyntax "schemas" of a PATCH must be ["${patchUrn}"].`],
  ['another schema', { schemas: [userUrn], Operations: [] }, 'invalidSyntax "schemas" of a PATCH must be'],
  [
    'a schema that is no string',
    { schemas: [1], Operations: [] },
    'invalidSyntax "schemas" of a PATCH must be',
  ],
  [
    'no operations',
    { schemas: [patchUrn] },
    'invalidSyntax "Operations" must be a list of one or more operations.',
  ],
  [
    'an empty list of operations',
    message(),
    'invalidSyntax "Operations" must be a list of one or more operations.',
  ],
  [
    'operations as an object',
    { schemas: [patchUrn], Operations: {} },
    'invalidSyntax "Operations" must be a list',
  ],
  ['an operation that is none', message(null), 'invalidSyntax "Operations[0]" must be an object.'],
  [
    'no op',
    message({ path: 'title' }),
    'invalidSyntax "Operations[0].op" must be "add", "remove" or "replace".',
  ],
  [
    'an op in another letter case',
    message({ op: 'Add', path: 'title', value: 1 }),
    'invalidSyntax "Operations[0].op" must be',
  ],
  [
    'a path that cannot be read',
    message({ op: 'add', value: {} }, { op: 'add', path: '/a', value: 1 }),
    'invalidPath Operations[1]: The path is wrong at character 1',
  ],
  ['an unknown op', message({ op: 'move', path: 'title' }), 'invalidSyntax "Operations[0].op" must be'],
  ['an op that is no string', message({ op: 1 }), 'invalidSyntax "Operations[0].op" must be'],
  [
    'a path that is no string',
    message({ op: 'add', path: 'title', value: 1 }, { op: 'add', path: 7, value: 1 }),
    'invalidPath "Operations[1].path" must be a string.',
  ],
  [
    'add without a value',
    message({ op: 'add', path: 'title' }),
    'invalidValue "Operations[0].value" is missing: "add" needs one.',
  ],
  ['replace without a value', message({ op: 'replace' }), 'invalidValue "Operations[0].value" is missing'],
  [
    'a lone value without a path',
    message({ op: 'add', value: 'x' }),
    'invalidValue "Operations[0].value" must be an object of attributes, since the operation has no path.',
  ],
  [
    'remove without a path',
    message({ op: 'remove' }),
    'noTarget "Operations[0].path" is missing: "remove" must say what to remove.',
  ],
])('%s is refused', (_, body, expected) => {
  expect(refusalText(() => finished(readPatchRequest(body)))).toContain(`400 ${expected}`);
});

test('the number of operations has a limit', () => {
  const operations = (count: number) =>
    message(...Array(count).fill({ op: 'add', path: 'title', value: 'x' }));
  const max = limits.patchOperationsMax;

  expect(finished(readPatchRequest(operations(max - 1)))).toHaveLength(max - 1);
  expect(finished(readPatchRequest(operations(max)))).toHaveLength(max);
  expect(refusalText(() => finished(readPatchRequest(operations(max + 1))))).toBe(
    `400 invalidValue "Operations" has ${max + 1} operations; allowed are at most ${max}.`,
  );
});
