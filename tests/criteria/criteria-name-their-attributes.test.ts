import { expect, test } from 'vitest';
import {
  all,
  any,
  type Criteria,
  conjuncts,
  equals,
  identified,
  not,
  pathsOf,
} from '../../src/criteria/criteria.ts';
import type { Field } from '../../src/criteria/field.ts';
import { withPaths } from '../../src/criteria/with-paths.ts';

const field = (path: string): Field => ({ path, type: 'text', caseExact: false });
const title = equals(field('title'), 'QA');
const nickName: Criteria = { kind: 'present', field: field('nickName') };
const work: Criteria = { kind: 'element', path: 'emails', of: equals(field('emails.type'), 'work') };
const everything = all(any(title, nickName), not(work), identified(['1']));

test('the attributes of criteria are those of all their parts', () => {
  expect(pathsOf(everything)).toEqual(['title', 'nickName', 'emails', 'emails.type']);
});

test('other paths take the place of all paths, and nothing else changes', () => {
  expect(withPaths(everything, (path) => `x.${path}`)).toEqual(
    all(
      any(equals(field('x.title'), 'QA'), { kind: 'present', field: field('x.nickName') }),
      not({ kind: 'element', path: 'x.emails', of: equals(field('x.emails.type'), 'work') }),
      identified(['1']),
    ),
  );
});

test('what must hold each by itself is found in conjunctions of conjunctions', () => {
  expect(conjuncts(all(title, all(nickName, any(work))))).toEqual([title, nickName, work]);
  expect(conjuncts(any(title, work))).toEqual([any(title, work)]);
});
