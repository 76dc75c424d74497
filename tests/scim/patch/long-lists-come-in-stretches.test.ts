import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/criteria/json.ts';
import { limits } from '../../../src/scim/limits.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import { stretchesOf } from '../../../src/scim/patch/stretches-of.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import type { ResourceType } from '../../../src/scim/schema/resource-type.ts';
import { finished } from '../finished.ts';
import { gadgetResourceType, patchUrn } from '../resources.ts';

const type: ResourceType = {
  ...gadgetResourceType,
  schema: {
    ...gadgetResourceType.schema,
    attributes: gadgetResourceType.schema.attributes.map((attribute) =>
      attribute.name === 'parts' ? { ...attribute, valuesMax: 100_000 } : attribute,
    ),
  },
};

const list = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `v${index}` }));
const cut = (operation: object, of = type) =>
  finished(readPatchRequest({ schemas: [patchUrn], Operations: [operation] })).flatMap((one) =>
    stretchesOf(of, one),
  );
const lengthsOf = (operations: ReturnType<typeof cut>) =>
  operations.map(({ op, path, value, valuesBefore }) => {
    const values = path === undefined ? (value as { parts?: JsonValue }).parts : value;
    return [op, Array.isArray(values) ? values.length : undefined, valuesBefore];
  });

const max = limits.valuesMax;

describe.each<[string, (op: string, value: JsonValue) => object]>([
  ['at a path', (op, value) => ({ op, path: 'parts', value })],
  ['without a path', (op, value) => ({ op, value: { parts: value } })],
])('an operation %s', (_, operation) => {
  test.each([max - 1, max])('with %i values stays as it is', (count) => {
    expect(lengthsOf(cut(operation('add', list(count))))).toEqual([['add', count, undefined]]);
  });

  test('with more adds them a stretch at a time', () => {
    expect(lengthsOf(cut(operation('add', list(2 * max + 1))))).toEqual([
      ['add', max, 0],
      ['add', max, max],
      ['add', 1, 2 * max],
    ]);
  });

  test('that replaces with more replaces once, and adds the rest', () => {
    expect(lengthsOf(cut(operation('replace', list(max + 1))))).toEqual([
      ['replace', max, 0],
      ['add', 1, max],
    ]);
  });
});

test('a removal of more values removes a stretch at a time', () => {
  const removal = { op: 'remove', path: 'parts', value: list(max + 1) };
  expect(lengthsOf(cut(removal))).toEqual([
    ['remove', max, 0],
    ['remove', 1, max],
  ]);
});

test('what else an operation without a path says is said once', () => {
  const operations = cut({ op: 'add', value: { parts: list(max + 1), other: 'x' } });
  expect(lengthsOf(operations)).toEqual([
    ['add', undefined, undefined],
    ['add', max, 0],
    ['add', 1, max],
  ]);
  expect(operations[0]?.value).toEqual({ other: 'x' });
});

test('a list that may not be long, and one for elements of a list, stay whole, to be refused', () => {
  const value = list(max + 1);
  expect(wholeResource(type)).not.toBe(wholeResource(gadgetResourceType));
  expect(cut({ op: 'add', path: 'parts', value }, gadgetResourceType)).toHaveLength(1);
  expect(cut({ op: 'add', value: { parts: value } }, gadgetResourceType)).toHaveLength(1);
  expect(cut({ op: 'replace', path: 'parts[value eq "x"]', value })).toHaveLength(1);
  expect(cut({ op: 'replace', path: 'parts.value', value })).toHaveLength(1);
});
