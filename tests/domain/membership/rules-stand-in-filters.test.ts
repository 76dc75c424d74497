import { describe, expect, test } from 'vitest';
import { all, any, type Criteria, equals, identified, not } from '../../../src/criteria/criteria.ts';
import type { Field } from '../../../src/criteria/field.ts';
import { agentFields, profileField } from '../../../src/domain/agent/agent-fields.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { groupFields } from '../../../src/domain/group/group-fields.ts';
import { GroupTemplate, groupTemplateId } from '../../../src/domain/group/group-template.ts';
import { eligibility } from '../../../src/domain/group/membership-rule.ts';
import { type RuleGroup, RuleGroups } from '../../../src/domain/group/rule-groups.ts';
import {
  asksAboutGroups,
  criteriaAboutGroups,
  groupsNamedIn,
} from '../../../src/domain/membership/criteria-about-groups.ts';
import {
  asksAboutMembers,
  criteriaAboutMembers,
  memberQuestionsIn,
} from '../../../src/domain/membership/criteria-about-members.ts';
import { groupsOfAgent } from '../../../src/domain/membership/groups-of-agent.ts';
import { membersCriteria } from '../../../src/domain/membership/members-criteria.ts';
import { groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, noon, provisioned } from '../../support/agents.ts';
import { ruleOf } from '../../support/stored-rules.ts';

const isAda = equals(agentFields.userName, 'ada@example.com');
const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const display = text('groups.display');
const named = (name: string) => equals(display, name);
const byId = (id: string) => equals(agentFields.groupId, id);
const within = (path: string, of: Criteria): Criteria => ({ kind: 'element', path, of });
const present = (field: Field): Criteria => ({ kind: 'present', field });

const ruleGroup = (id: string, fields: Partial<RuleGroup> = {}): RuleGroup => ({
  ...{ id: groupId(id), displayName: `Group ${id}`, kind: 'agents', rule: ruleOf(isAda) },
  ...fields,
});
const templateOf = (kind: 'agents' | 'users', includesDeactivated: boolean) => {
  const desired = { kind, attribute: 'profile.team', namePattern: '{value}', includesDeactivated };
  return GroupTemplate.create(groupTemplateId('t'), acme, desired, profileField('team'), noon).state;
};
const policyOf = (groups: readonly RuleGroup[], templates: readonly GroupTemplate[] = []) => ({
  ruleGroups: new RuleGroups(groups),
  templates,
});
const stored = (id: string) =>
  Group.create(groupId(id), acme, { displayName: `Group ${id}` }, [], noon).state;

describe('a filter about groups', () => {
  const nothing = policyOf([]);

  test.each<[Criteria, boolean]>([
    [byId('g'), true],
    [present(text('groups')), true],
    [not(within('groups', named('x'))), true],
    [any(isAda, named('x')), true],
    [equals(text('groupsize'), 'x'), false],
    [isAda, false],
  ])('is recognised: %j', (criteria, asks) => {
    expect(asksAboutGroups(criteria)).toBe(asks);
  });

  test('names the groups that are to be looked up', () => {
    const affixed = equals({ ...agentFields.groupId, affixes: { before: 'x', after: '' } }, 'x3');
    const starts: Criteria = { ...byId('4'), kind: 'compare', operator: 'startsWith' } as Criteria;
    const criteria = all(byId('1'), not(within('groups', byId('2'))), affixed, starts, named('5'), isAda);
    expect(groupsNamedIn(criteria)).toEqual(['1', '2']);
  });

  test('asks for the members of the group that it names', () => {
    const group = stored('g');
    const rule = ruleOf(isAda);
    const ruled = Group.createByRule(
      groupId('r'),
      acme,
      { displayName: 'R' },
      { kind: 'agents', rule },
      noon,
    );
    const groups = new Map([
      ['g', group],
      ['r', ruled.state],
    ]);
    expect(criteriaAboutGroups(byId('g'), nothing, groups, noon)).toEqual(byId('g'));
    expect(criteriaAboutGroups(not(byId('r')), nothing, groups, noon)).toEqual(not(all(isAda)));
    expect(criteriaAboutGroups(byId('other'), nothing, groups, noon)).toEqual(byId('other'));
    expect(membersCriteria(group, noon)).toEqual(byId('g'));
    expect(membersCriteria(ruled.state, noon)).toEqual(all(isAda));
  });

  test('asks the rules of the groups that it means', () => {
    const policy = policyOf([
      ruleGroup('1', { rule: ruleOf(equals(text('title'), '1')) }),
      ruleGroup('2', { rule: ruleOf(equals(text('title'), '2')), kind: 'users' }),
    ]);
    const title = (value: string) => all(equals(text('title'), value));
    expect(criteriaAboutGroups(named('group 1'), policy, new Map(), noon)).toEqual(
      any(named('group 1'), title('1')),
    );
    expect(criteriaAboutGroups(named('group 3'), policy, new Map(), noon)).toEqual(any(named('group 3')));
  });

  test('that asks for alternatives of one group is one question, and otherwise several', () => {
    const policy = policyOf([ruleGroup('1')]);
    const some = any(present(display), present(agentFields.groupId));
    expect(criteriaAboutGroups(some, policy, new Map(), noon)).toEqual(any(some, all(isAda)));
    const mixed = any(named('group 1'), isAda);
    expect(criteriaAboutGroups(mixed, policy, new Map(), noon)).toEqual(
      any(any(named('group 1'), all(isAda)), isAda),
    );
    const both = all(named('group 1'), named('x'));
    expect(criteriaAboutGroups(both, policy, new Map(), noon)).toEqual(
      all(any(named('group 1'), all(isAda)), any(named('x'))),
    );
    const single = any(named('group 1'));
    expect(criteriaAboutGroups(single, policy, new Map(), noon)).toEqual(
      any(any(named('group 1'), all(isAda))),
    );
  });

  test('leaves what is about nothing else as it is', () => {
    const criteria = all(isAda, identified(['1']), not(present(text('title'))));
    expect(criteriaAboutGroups(criteria, policyOf([ruleGroup('1')]), new Map(), noon)).toEqual(criteria);
  });

  test('asks for the groups of templates, once for each way in which they take agents', () => {
    const templates = [templateOf('agents', true), templateOf('agents', true), templateOf('users', false)];
    const question = within('groups', named('QA'));
    const ofTemplates = (kind: 'agents' | 'users', includesDeactivated: boolean) =>
      all(
        within(
          'templateGroups',
          all(
            equals({ path: 'templateGroups.kind', type: 'text', caseExact: true }, kind),
            equals(
              { path: 'templateGroups.includesDeactivated', type: 'boolean', caseExact: false },
              includesDeactivated,
            ),
            equals(text('templateGroups.display'), 'QA'),
          ),
        ),
        ...eligibility({ kind, includesDeactivated }),
      );
    expect(criteriaAboutGroups(question, policyOf([], templates), new Map(), noon)).toEqual(
      any(question, ofTemplates('agents', true), ofTemplates('users', false)),
    );
  });
});

describe('a filter about members', () => {
  const isMember = equals(groupFields.memberName, 'ada@example.com');
  const startsSo: Criteria = {
    kind: 'compare',
    field: groupFields.memberId,
    operator: 'startsWith',
    value: 'a',
  };
  const shownId: Field = { ...groupFields.memberId, affixes: { before: 'x', after: '' } };
  const affixed = equals(shownId, 'xa');

  test('asks questions about agents, of which some name one', () => {
    const criteria = any(isMember, not(startsSo), affixed, present(text('displayName')));
    expect(asksAboutMembers(criteria)).toBe(true);
    expect(asksAboutMembers(present(text('displayName')))).toBe(false);
    expect(memberQuestionsIn(criteria, policyOf([]))).toEqual([
      { criteria: { ...isMember, field: { ...groupFields.memberName, path: 'userName' } }, namesAgent: true },
      { criteria: { ...startsSo, field: { ...groupFields.memberId, path: 'id' } }, namesAgent: false },
      {
        criteria: equals({ ...shownId, path: 'id' }, 'xa'),
        namesAgent: false,
      },
    ]);
    const other = within('members', equals(text('members.type'), 'User'));
    expect(memberQuestionsIn(other, policyOf([]))).toMatchObject([{ namesAgent: false }]);
  });

  test('takes the answers in the order of the questions', () => {
    const answers = [[groupId('1')], [groupId('2'), groupId('3')]];
    expect(criteriaAboutMembers(all(isMember, startsSo, isMember), policyOf([]), answers)).toEqual(
      all(
        any(isMember, identified(['1'])),
        any(startsSo, identified(['2', '3'])),
        any(isMember, identified([])),
      ),
    );
  });

  test("asks for the members of templates' groups as these take them", () => {
    expect(criteriaAboutMembers(isMember, policyOf([], [templateOf('users', false)]), [[]])).toEqual(
      any(
        isMember,
        identified([]),
        all(
          equals(groupFields.kind, 'users'),
          equals({ path: 'includesDeactivated', type: 'boolean', caseExact: false }, false),
          within(
            'templateMembers',
            all(isAda, ...eligibility({ kind: 'users', includesDeactivated: false })),
          ),
        ),
      ),
    );
  });
});

describe('the groups of an agent', () => {
  const reference = (id: string, displayName: string) => ({
    ...{ id: groupId(id), displayName, kind: 'agents' as const },
  });
  const ofValue = (id: string, displayName: string, fields = {}) => ({
    ...reference(id, displayName),
    ...{ includesDeactivated: false, ...fields },
  });

  test('are those that name it, those whose rules it satisfies and those of its values, by name', () => {
    const named = [reference('n', 'b'), reference('r', 'old name')];
    const policy = policyOf([
      ruleGroup('r', { displayName: 'A' }),
      ruleGroup('x', { rule: ruleOf(equals(text('title'), 'x')) }),
    ]);
    const ofValues = [ofValue('v', 'c'), ofValue('u', 'users only', { kind: 'users' })];
    expect(groupsOfAgent(provisioned(), { named, ofValues }, policy)).toEqual([
      reference('r', 'A'),
      reference('n', 'b'),
      reference('v', 'c'),
    ]);
  });

  test('of its values are those that take deactivated agents, where it is one', () => {
    const ofValues = [ofValue('v', 'c'), ofValue('w', 'd', { includesDeactivated: true })];
    expect(groupsOfAgent(provisioned({ active: false }), { named: [], ofValues }, policyOf([]))).toEqual([
      reference('w', 'd'),
    ]);
    expect(
      groupsOfAgent(provisioned(), { named: [], ofValues: [] }, policyOf([ruleGroup('1')])),
    ).toHaveLength(1);
  });
});
