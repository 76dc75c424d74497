import { expect, test } from 'vitest';
import { userType } from '../../../src/adapters/koa-scim/schemas/user-type.ts';
import { caseExactPaths } from '../../../src/domain/agent/agent-fields.ts';
import type { Attribute } from '../../../src/scim/schema/attribute.ts';
import { separatorAfter, wholeResource } from '../../../src/scim/schema/find-attribute.ts';

/** Columns, or found by other means than the value index. */
const elsewhere = ['schemas', 'id', 'externalId', 'meta', 'groups'];

/** The paths of all simple attributes below, with the attributes. */
const simpleWithin = (within: Attribute, path: string): readonly [string, Attribute][] =>
  within.type === 'complex'
    ? (within.subAttributes ?? []).flatMap((part) =>
        simpleWithin(part, path + separatorAfter(within) + part.name),
      )
    : [[path, within]];

test('every value whose letter case counts is indexed as it is written', () => {
  const attributes = (wholeResource(userType).subAttributes ?? [])
    .filter(({ name }) => !elsewhere.includes(name))
    .flatMap((attribute) => simpleWithin(attribute, attribute.name));
  const isText = ({ type }: Attribute) => ['string', 'reference', 'binary'].includes(type);
  const exact = attributes.filter(([, attribute]) => attribute.caseExact && isText(attribute));
  expect(exact.map(([path]) => path).filter((path) => !caseExactPaths.has(path))).toEqual([]);
});

test('every path that is indexed as it is written is one of the schema', () => {
  const known = new Set(
    (wholeResource(userType).subAttributes ?? []).flatMap((attribute) =>
      simpleWithin(attribute, attribute.name).map(([path]) => path),
    ),
  );
  expect([...caseExactPaths].filter((path) => !known.has(path))).toEqual([]);
});
