import { describe, expect, test } from 'vitest';
import { addValues, type ElementValue } from '../../../src/criteria/attribute-values.ts';
import { all, any, equals, identified, not } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { hasRoleAboveAgent, isAboveAgent } from '../../../src/domain/agent/role-above-agent.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { governedOtherwise } from '../../../src/domain/group/group-governance.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { groupTemplateId } from '../../../src/domain/group/group-template.ts';
import {
  type MembershipRule,
  membershipRule,
  ruleCriteria,
} from '../../../src/domain/group/membership-rule.ts';
import { agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';
import { ruleOf } from '../../support/stored-rules.ts';

const [ada, grace] = [agentId('a1'), agentId('a2')];
const isAda = equals(agentFields.userName, 'ada@example.com');
const isGrace = equals(agentFields.userName, 'grace@example.com');
const byRule = (rule: MembershipRule, settings = {}) =>
  Group.createByRule(groupId('g'), acme, { displayName: 'QA' }, { kind: 'agents', rule, ...settings }, noon);

describe('who satisfies a rule', () => {
  const active = equals(agentFields.active, true);

  test('satisfies its condition', () => {
    expect(ruleCriteria(ruleOf(isAda), 'agents')).toEqual(all(isAda));
    expect(ruleCriteria(ruleOf(all(isAda, isGrace)), 'agents')).toEqual(all(isAda, isGrace));
  });

  test('is active, where the rule does not include deactivated agents', () => {
    expect(ruleCriteria(ruleOf(isAda, { includesDeactivated: false }), 'agents')).toEqual(all(isAda, active));
  });

  test('has a role above agent, where the group is one of users', () => {
    expect(ruleCriteria(ruleOf(isAda), 'users')).toEqual(all(isAda, hasRoleAboveAgent));
  });

  test('is listed as always belonging, or not as never belonging', () => {
    const rule = ruleOf(isAda, { always: [ada], never: [grace] });
    expect(ruleCriteria(rule, 'agents')).toEqual(
      all(any(isAda, identified([ada])), not(identified([grace]))),
    );
  });

  test.each([
    [['admin'], true],
    [['agent'], false],
    [['Agent', ''], false],
    [['agent', 'admin'], true],
    [[], false],
  ])('has the roles %j, and is above agent: %s', (roles, above) => {
    const values = new Map<string, ElementValue[]>();
    addValues(values, { roles: roles.map((value) => ({ value })) });
    expect(isAboveAgent(values)).toBe(above);
  });
});

describe('the lists of a rule', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => agentId(`a${index}`));

  test('are in order, with each agent once', () => {
    const rule = membershipRule(
      ruleOf(isAda, { always: [grace, ada, grace], never: [agentId('b'), agentId('a')] }),
    );
    expect(rule).toMatchObject({ always: [ada, grace], never: ['a', 'b'] });
  });

  test.each(['always', 'never'] as const)('of who %s belongs names 1000 agents at most', (list) => {
    const max = groupLimits.listedMax;
    expect(membershipRule(ruleOf(isAda, { [list]: ids(max) }))[list]).toHaveLength(max);
    const { code, message, details } = refusalOf(() =>
      membershipRule(ruleOf(isAda, { [list]: ids(max + 1) })),
    );
    expect(code).toBe('attributeTooLarge');
    expect(message).toContain('1001 agents are listed; at most 1000 can');
    expect(details).toEqual({ attribute: 'rule' });
  });

  test('cannot both name an agent', () => {
    const { code, message, details } = refusalOf(() =>
      membershipRule(ruleOf(isAda, { always: [ada, grace], never: [grace] })),
    );
    expect(code).toBe('ruleInvalid');
    expect(message).toBe('The agent a2 cannot both always and never belong to the group.');
    expect(details).toEqual({ attribute: 'rule', agent: grace });
  });
});

describe('a group with a rule', () => {
  test('is created with an event that has its rule and how many joined', () => {
    const { state, events, membership } = byRule(ruleOf(isAda, { text: 'x', always: [ada] }), { joined: 3 });
    expect(state.state).toMatchObject({
      version: 1,
      createdAt: noon,
      lastModifiedAt: noon,
      governedBy: 'rule',
    });
    expect(membership).toEqual({ joined: [], left: [] });
    expect(events).toMatchObject([{ type: 'GroupCreated' }]);
    expect(events[0]?.changes).toEqual([
      { path: 'displayName', to: 'QA' },
      { path: 'kind', to: 'agents' },
      { path: 'governedBy', to: 'rule' },
      { path: 'rule.text', to: 'x' },
      { path: 'rule.always', to: [ada] },
      { path: 'rule.includesDeactivated', to: true },
      { path: 'joined', to: 3 },
    ]);
  });

  test('gets another rule by an event with both, what they mean, and the effect', () => {
    const old = ruleOf(isAda, { text: 'old' });
    const fresh = ruleOf(isGrace, { text: 'new', never: [ada], includesDeactivated: false });
    const group = byRule(old).state;
    const change = group.changeRule(fresh, { joined: 2, left: 1 }, later);
    expect(change).toMatchObject({ before: group, membership: { joined: [], left: [] } });
    expect(change.state.state).toMatchObject({
      rule: fresh,
      version: 2,
      createdAt: noon,
      lastModifiedAt: later,
    });
    expect(change.events).toHaveLength(1);
    expect(change.events[0]).toMatchObject({ type: 'GroupRuleChanged', target: { id: 'g', name: 'QA' } });
    const meant = ({ criteria }: typeof old) => ({ condition: criteria });
    const criteria = ruleCriteria(old, 'agents');
    const from = { text: 'old', includesDeactivated: true, ...meant(old), criteria };
    const to = { text: 'new', never: [ada], includesDeactivated: false, ...meant(fresh) };
    expect(change.events[0]?.changes).toEqual([
      { path: 'rule', from, to: { ...to, criteria: ruleCriteria(fresh, 'agents') } },
      { path: 'joined', to: 2 },
      { path: 'left', to: 1 },
    ]);
  });

  test('gets no other rule by the same one, whatever the order of its lists', () => {
    const group = byRule(ruleOf(isAda, { always: [ada, grace] })).state;
    const same = ruleOf(isAda, { always: [grace, ada] });
    const change = group.changeRule(same, { joined: 0, left: 0 }, later);
    expect(change).toEqual({ before: group, state: group, events: [], membership: { joined: [], left: [] } });
  });

  const origin = { templateId: groupTemplateId('t'), field: agentFields.email, value: 'x' };
  const pushed = Group.create(groupId('g'), acme, { displayName: 'QA' }, [], noon).state;
  test.each<[string, Group, string]>([
    [
      'a group that the directory pushes',
      pushed,
      'is governed by the directory, so its rule cannot be changed. Change it in the directory that pushes it.',
    ],
    [
      "a template's group",
      byRule(ruleOf(isAda), { origin }).state,
      'is governed by a template, so its rule cannot be changed. It comes and goes with the values of the attribute.',
    ],
  ])('%s gets no other rule', (_, group, why) => {
    const effect = { joined: 0, left: 0 };
    const { code, message, details } = refusalOf(() => group.changeRule(ruleOf(isGrace), effect, later));
    expect(code).toBe('groupGovernedOtherwise');
    expect(message).toBe(`The group "QA" ${why}`);
    expect(details).toEqual({ governedBy: group.state.governedBy });
  });

  test('is restored as it was stored', () => {
    expect(Group.restore(pushed.state)).toEqual(pushed);
  });
});

describe('whoever does not govern a group', () => {
  test('cannot change it, and whoever does can', () => {
    const pushed = Group.create(groupId('g'), acme, { displayName: 'QA' }, [], noon).state;
    expect(() => pushed.requireGovernedBy('push')).not.toThrow();
    expect(refusalOf(() => pushed.requireGovernedBy('hand')).message).toBe(
      'The group "QA" is governed by the directory, so it cannot be changed by hand. Change it in the directory that pushes it.',
    );
  });

  test.each([
    ['hand', 'push', 'by hand, so it cannot be changed over SCIM. An administrator changes it here.'],
    [
      'rule',
      'push',
      'by a rule, so it cannot be changed over SCIM. An administrator changes its rule, or the lists of who always and who never belongs.',
    ],
  ] as const)('is told so: of a group that is governed by %s', (governedBy, attempted, why) => {
    const refusal = governedOtherwise({ displayName: 'QA', governedBy }, attempted);
    expect(refusal.message).toBe(`The group "QA" is governed ${why}`);
  });
});
