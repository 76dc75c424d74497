import { describe, expect, test } from 'vitest';
import { all, any, type Criteria, equals, not } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { groupFields } from '../../../src/domain/group/group-fields.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { type RuleGroup, RuleGroups } from '../../../src/domain/group/rule-groups.ts';
import { criteriaAboutGroups } from '../../../src/domain/membership/criteria-about-groups.ts';
import { memberQuestionsIn } from '../../../src/domain/membership/criteria-about-members.ts';
import { agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';
import { ruleOf } from '../../support/stored-rules.ts';

const isAda = equals(agentFields.userName, 'ada@example.com');
const group = (displayName: string, fields: Partial<RuleGroup>): RuleGroup => ({
  ...{ id: groupId(displayName), displayName, kind: 'agents', rule: ruleOf(isAda) },
  ...fields,
});
/** That cost two each. */
const groups = (count: number): RuleGroup[] =>
  Array.from({ length: count }, (_, index) => group(`Rule ${index}`, {}));
const policyOf = (ruleGroups: readonly RuleGroup[]) => ({
  ruleGroups: new RuleGroups(ruleGroups),
  templates: [],
});
const hasGroup: Criteria = { kind: 'present', field: agentFields.groupId };
const ids = (count: number) => Array.from({ length: count }, (_, index) => agentId(String(index)));
const half = groupLimits.ruleConditionsPerFilterMax / 2;

describe('what a filter asks of rules', () => {
  test('is bounded over all parts of the filter', () => {
    const [ask, ...others] = [groups(half), groups(half - 1), groups(half + 1)].map(
      (list) => () => criteriaAboutGroups(hasGroup, policyOf(list), new Map(), noon),
    );
    expect(ask).not.toThrow();
    expect(others[0]).not.toThrow();
    expect(refusalOf(others[1] as () => unknown)).toMatchObject({
      code: 'criteriaTooWide',
      message: expect.stringContaining('more than 1500 conditions of their rules'),
    });
    const twice = all(hasGroup, not(hasGroup));
    const asked = (count: number) => () =>
      criteriaAboutGroups(twice, policyOf(groups(count)), new Map(), noon);
    expect(asked(half / 2)).not.toThrow();
    expect(refusalOf(asked(half / 2 + 1)).code).toBe('criteriaTooWide');
  });

  test.each([
    ['a condition', ruleOf(any(isAda, isAda)), 1],
    ['a negation', ruleOf(not(any(isAda, isAda))), 1],
    ['an element', ruleOf({ kind: 'element', path: 'emails', of: all(isAda, isAda) }), 1],
    ['ten listed agents', ruleOf(isAda, { always: ids(10) }), 1],
    ['eleven listed agents', ruleOf(isAda, { always: ids(11) }), 2],
    ['both lists', ruleOf(isAda, { always: ids(1), never: ids(1) }), 2],
    ['that it is for active agents', ruleOf(isAda, { includesDeactivated: false }), 1],
  ])('counts %s', (_, rule, cost) => {
    const even = cost % 2 === 0;
    const ask = (others: number) => () => {
      const odd = even ? [] : [group('odd', { rule: ruleOf(any(isAda, isAda)) })];
      const list = [...groups(others), ...odd, group('x', { rule })];
      return criteriaAboutGroups(hasGroup, policyOf(list), new Map(), noon);
    };
    const fitting = half - (2 + cost + (even ? 0 : 3)) / 2;
    expect(ask(fitting)).not.toThrow();
    expect(refusalOf(ask(fitting + 1)).code).toBe('criteriaTooWide');
  });

  test('is no more than the groups that it means, and nothing where it names one or an agent', () => {
    const policy = policyOf(groups(2 * half));
    const named = equals({ path: 'groups.display', type: 'text', caseExact: false }, 'rule 7');
    expect(criteriaAboutGroups(named, policy, new Map(), noon)).toEqual(any(named, all(isAda)));
    const byId = equals(agentFields.groupId, 'Rule 7');
    expect(criteriaAboutGroups(byId, policy, new Map(), noon)).toEqual(byId);
    for (const field of [groupFields.memberId, groupFields.memberName])
      expect(memberQuestionsIn(equals(field, 'x'), policy)).toMatchObject([{ namesAgent: true }]);
    const some: Criteria = { kind: 'present', field: groupFields.memberId };
    expect(refusalOf(() => memberQuestionsIn(some, policy)).code).toBe('criteriaTooWide');
    expect(memberQuestionsIn(some, policyOf(groups(half)))).toMatchObject([{ namesAgent: false }]);
  });
});
