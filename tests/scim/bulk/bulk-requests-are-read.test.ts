import { expect, test } from 'vitest';
import { readBulkRequest } from '../../../src/scim/bulk/read-bulk-request.ts';
import { limits } from '../../../src/scim/limits.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';
import { refusalText } from '../scim-refusal.ts';

const urn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const ada = { userName: 'ada@example.com' };
const deletion = { method: 'DELETE', path: '/Users/1' };

const read = (operations: unknown, members: object = {}) =>
  readBulkRequest({ schemas: [urn], Operations: operations, ...members });

/** What the one operation is read as, with an error in short. */
function readOne(operation: unknown): unknown {
  const [only] = read([operation]).operations;
  return only !== undefined && 'error' in only ? { ...only, error: saidBy(only.error) } : only;
}

const saidBy = ({ status, scimType, detail }: ScimError): string => `${status} ${scimType} ${detail}`;

test('each method is read with what belongs to it', () => {
  const operations = [
    { method: 'POST', path: '/Users', bulkId: 'ada', data: ada },
    { method: 'PUT', path: '/Users/1', data: ada, version: 'W/"2"' },
    { method: 'PATCH', path: '/Groups/bulkId:team', bulkId: 'change', data: {} },
    { method: 'DELETE', path: '/Users/1' },
  ];
  expect(read(operations)).toEqual({ failOnErrors: undefined, operations });
});

test('methods and names of members are read in any letter case', () => {
  expect(readOne({ METHOD: 'post', Path: '/Users', bulkid: 'ada', DATA: ada })).toEqual({
    method: 'POST',
    path: '/Users',
    bulkId: 'ada',
    data: ada,
  });
});

test('a bulkId is read of any method, and an empty one is none', () => {
  expect(readOne({ method: 'DELETE', path: '/Users/1', bulkId: 'gone' })).toMatchObject({ bulkId: 'gone' });
  expect(readOne({ method: 'DELETE', path: '/Users/1', bulkId: '' })).toEqual({
    method: 'DELETE',
    path: '/Users/1',
  });
});

test.each([
  [1, 1],
  [3, 3],
  [0, undefined],
  [null, undefined],
  [undefined, undefined],
])('"failOnErrors": %j stops after %j errors', (failOnErrors, expected) => {
  expect(read([deletion], { failOnErrors }).failOnErrors).toBe(expected);
});

test.each([-1, 1.5, '1', true, [1], 2 ** 53])('"failOnErrors": %j is refused', (failOnErrors) => {
  expect(refusalText(() => read([deletion], { failOnErrors }))).toBe(
    '400 invalidValue "failOnErrors" must be a whole number of errors.',
  );
});

test('a message of another kind is refused', () => {
  expect(refusalText(() => readBulkRequest({ schemas: [`${urn}s`], Operations: [] }))).toBe(
    `400 invalidSyntax "schemas" of a Bulk request must be ["${urn}"].`,
  );
  expect(refusalText(() => readBulkRequest([]))).toBe(
    `400 invalidSyntax The body must be a JSON object with "schemas": ["${urn}"].`,
  );
});

test.each([undefined, null, {}, 'POST', []])('"Operations": %j is no list of operations', (operations) => {
  expect(refusalText(() => read(operations))).toBe(
    '400 invalidSyntax "Operations" must be a list of one or more operations.',
  );
});

test('a request holds as many operations as are allowed, and not one more', () => {
  const many = Array.from({ length: limits.bulkOperationsMax }, () => ({
    method: 'DELETE',
    path: '/Users/1',
  }));
  expect(read(many).operations).toHaveLength(1000);
  expect(refusalText(() => read([...many, many[0]]))).toBe(
    '413 undefined "Operations" has 1001 operations; allowed are at most 1000 in one request.',
  );
});

test.each([null, 'DELETE', [[]]])('the operation %j has an error of its own', (operation) => {
  expect(readOne(operation)).toEqual({ error: '400 invalidSyntax "Operations[0]" must be an object.' });
});

test.each([undefined, 7, '', 'GET', 'POSTS'])('the method %j is an error of the operation', (method) => {
  expect(readOne({ method, path: '/Users', bulkId: 'ada', data: ada })).toEqual({
    method: typeof method === 'string' ? method : undefined,
    bulkId: 'ada',
    error: '400 invalidSyntax "Operations[0].method" must be one of POST, PUT, PATCH, DELETE.',
  });
});

test.each([undefined, 7, '', '/', 'Users', 'x/Users', '/Users/', '/Users/1', '/Users?count=1'])(
  'a POST to the path %j is an error of the operation',
  (path) => {
    expect(readOne({ method: 'POST', path, bulkId: 'ada', data: ada })).toEqual({
      method: 'POST',
      bulkId: 'ada',
      error: '400 invalidPath "Operations[0].path" must be a path such as "/Users".',
    });
  },
);

test.each(['PUT', 'PATCH', 'DELETE'])('a %s goes to one resource', (method) => {
  const wrong = [
    undefined,
    '/Users',
    '/Users/',
    '//1',
    '/Users/1/',
    '/Users/1/name',
    'x/Users/1',
    '/Users/1?a',
    '/U?/1',
  ];
  for (const path of wrong) {
    expect(readOne({ method, path, data: ada })).toEqual({
      method,
      error: '400 invalidPath "Operations[0].path" must be a path such as "/Users/{id}".',
    });
  }
  expect(readOne({ method, path: '/Users/1', data: ada })).toEqual({ method, path: '/Users/1', data: ada });
});

test.each([
  ['POST', '/Users'],
  ['PUT', '/Users/1'],
  ['PATCH', '/Users/1'],
])('a %s needs a body', (method, path) => {
  expect(readOne({ method, path, bulkId: 'ada' })).toEqual({
    method,
    bulkId: 'ada',
    error: `400 invalidSyntax "Operations[0].data" is missing: ${method} needs a body.`,
  });
});

test.each([undefined, '', 7])('a POST needs a bulkId, and %j is none', (bulkId) => {
  expect(readOne({ method: 'post', path: '/Users', bulkId, data: ada })).toEqual({
    method: 'post',
    bulkId: typeof bulkId === 'string' ? bulkId : undefined,
    error:
      '400 invalidValue "Operations[0].bulkId" is missing: a POST needs one, by which its result is known.',
  });
});

test('a bulkId belongs to the first operation that has it', () => {
  const { operations } = read([
    { method: 'POST', path: '/Users', bulkId: 'ada', data: ada },
    { method: 'DELETE', path: '/Users/1', bulkId: 'ada' },
    { method: 'DELETE', path: '/Users/2', bulkId: 'Ada' },
  ]);
  expect(operations).toEqual([
    { method: 'POST', path: '/Users', bulkId: 'ada', data: ada },
    {
      method: 'DELETE',
      bulkId: 'ada',
      error: new ScimError(
        400,
        '"Operations[1].bulkId" is "ada", as that of an operation before.',
        'invalidValue',
      ),
    },
    { method: 'DELETE', path: '/Users/2', bulkId: 'Ada' },
  ]);
});

test('an operation that cannot be read leaves its bulkId to another', () => {
  const { operations } = read([
    { method: 'POST', path: '/Users/1', bulkId: 'ada', data: ada },
    { method: 'POST', path: '/Users', bulkId: 'ada', data: ada },
  ]);
  expect(operations[1]).toEqual({ method: 'POST', path: '/Users', bulkId: 'ada', data: ada });
});
