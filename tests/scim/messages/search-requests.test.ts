import { expect, test } from 'vitest';
import { readSearchRequest } from '../../../src/scim/messages/search-request.ts';
import { refusalText } from '../scim-refusal.ts';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];

test('all that can be asked is read, in whatever letter case', () => {
  const asked = {
    ...{ attributes: ['userName'], excludedAttributes: [], filter: 'title pr', sortBy: 'title' },
    ...{ sortOrder: 'descending', startIndex: 2, count: 0, cursor: '' },
  };
  expect(readSearchRequest({ schemas, ...asked })).toEqual(asked);
  expect(readSearchRequest({ Schemas: schemas, FILTER: 'title pr', Count: 3 })).toEqual({
    filter: 'title pr',
    count: 3,
  });
  expect(readSearchRequest({ schemas, filter: null, attributes: 'title' })).toEqual({ attributes: 'title' });
  expect(readSearchRequest({ schemas: ['urn:other', ...schemas] })).toEqual({});
});

test('an empty text is as good as none, but for the cursor', () => {
  const empty = { ...{ attributes: '', filter: '', sortBy: '', sortOrder: '' }, startIndex: '', count: '' };
  expect(readSearchRequest({ schemas, ...empty })).toEqual({});
  expect(readSearchRequest({ schemas, cursor: '' })).toEqual({ cursor: '' });
});

test.each([
  ['no object', [], '400 invalidSyntax'],
  ['no schemas', {}, `400 invalidSyntax "schemas" of a search must be ["${schemas[0]}"].`],
  ['a start that is no number', { schemas, startIndex: 1.5 }, '400 invalidValue "startIndex"'],
  ['a filter that is no text', { schemas, filter: 5 }, '400 invalidValue "filter"'],
  ['a count that is no number', { schemas, count: '5' }, '400 invalidValue "count"'],
  [
    'a count that is no number, with a cursor',
    { schemas, count: 1.5, cursor: '' },
    '400 invalidCount "count"',
  ],
  ['attributes that are no list', { schemas, attributes: 5 }, '400 invalidValue "attributes"'],
  ['attributes that are no names', { schemas, attributes: [5] }, '400 invalidValue "attributes"'],
])('%s is refused', (_, body, expected) => {
  expect(refusalText(() => readSearchRequest(body))).toContain(expected);
});
