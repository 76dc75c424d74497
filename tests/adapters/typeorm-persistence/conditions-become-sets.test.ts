import { expect, test } from 'vitest';
import { searchableAgents } from '../../../src/adapters/typeorm-persistence/agents/searchable-agents.ts';
import { mysqlDialect } from '../../../src/adapters/typeorm-persistence/dialects/mysql/mysql-dialect.ts';
import { askedBySets } from '../../../src/adapters/typeorm-persistence/search/asked-by-sets.ts';
import { any, type ComparisonOperator, type Criteria, equals, not } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';

const textField = (path: string) => ({ path, type: 'text', caseExact: false }) as const;
const has = (path: string): Criteria => ({ kind: 'present', field: textField(path) });
const compare = (path: string, operator: ComparisonOperator): Criteria => ({
  ...{ kind: 'compare', operator, value: 'a' },
  field: textField(path),
});

test.each([
  ['have a value', has('nickName')],
  ['have a certain one', equals(textField('title'), 'Analyst')],
  ['begin with the same', compare('title', 'startsWith')],
  ['have no value', not(has('nickName'))],
  ['have one of two', any(has('nickName'), equals(agentFields.userName, 'ada@example.com'))],
])('some are asked by a set whether they %s', (_, part) => {
  expect(askedBySets(searchableAgents, mysqlDialect, [part], [part])).toEqual({
    askedBySets: [part],
    asked: [],
  });
});

test.each([
  ['all values would have to be read', compare('title', 'contains')],
  ['half of all may have the value', equals(agentFields.active, false)],
  ['a group has them', equals(textField('groups.value'), 'one')],
  ['one alternative would read all values', any(has('nickName'), compare('title', 'contains'))],
])('some are asked one by one where %s', (_, part) => {
  expect(askedBySets(searchableAgents, mysqlDialect, [part], [part])).toEqual({
    askedBySets: [],
    asked: [part],
  });
});

test('some are asked one by one for a value that nearly everybody may have, and by a set whether they lack it', () => {
  const parts = [has('title'), not(has('title'))];
  expect(askedBySets(searchableAgents, mysqlDialect, parts, [])).toEqual({
    askedBySets: [parts[1]],
    asked: [parts[0]],
  });
});
