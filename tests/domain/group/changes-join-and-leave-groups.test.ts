import { expect, test } from 'vitest';
import { all, type Criteria, equals } from '../../../src/criteria/criteria.ts';
import { agentFields, profileField } from '../../../src/domain/agent/agent-fields.ts';
import { membershipEvents } from '../../../src/domain/group/membership-events.ts';
import type { RuleGroup } from '../../../src/domain/group/rule-groups.ts';
import { groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, desired, later, provisioned } from '../../support/agents.ts';
import { ruleOf } from '../../support/stored-rules.ts';

const groupOf = (id: string, criteria: Criteria): RuleGroup => ({
  ...{ id: groupId(id), displayName: `Group ${id}`, kind: 'agents' },
  rule: ruleOf(criteria, { text: `rule ${id}` }),
});
const team = equals(profileField('team'), 'QA');
const email = equals(agentFields.email, 'ada@example.com');
const title = equals({ path: 'title', type: 'text', caseExact: false }, 'QA');

const change = provisioned({ profile: { Team: 'Sales' } }).revise(
  desired({ profile: { Team: 'QA' }, emails: [{ value: 'x@example.com' }], displayName: 'Ada' }),
  later,
);
const target = { type: 'agent', id: change.state.state.id, name: 'ada@example.com' };

test('who joins a group has an event that names the group, its rule, and what was the cause', () => {
  const joined = [groupOf('g', all(team, email, title))];
  expect(membershipEvents(change, { joined, left: [] })).toEqual([
    {
      ...{ type: 'AgentJoinedGroup', accountId: acme, at: later, target },
      changes: [
        { path: 'group.id', to: 'g' },
        { path: 'group.displayName', to: 'Group g' },
        { path: 'because.rule', to: 'rule g' },
        { path: 'because.event', to: 'AgentUpdated' },
        { path: 'because.attributes', to: ['emails', 'profile.Team'] },
      ],
    },
  ]);
});

test('who leaves has one from which the group is gone; leaving comes before joining', () => {
  const events = membershipEvents(change, { joined: [groupOf('in', team)], left: [groupOf('out', title)] });
  expect(events.map(({ type }) => type)).toEqual(['AgentLeftGroup', 'AgentJoinedGroup']);
  expect(events[0]?.changes).toEqual([
    { path: 'group.id', from: 'out' },
    { path: 'group.displayName', from: 'Group out' },
    { path: 'because.rule', to: 'rule out' },
    { path: 'because.event', to: 'AgentUpdated' },
    { path: 'because.attributes', to: [] },
  ]);
});

test('being deactivated is a cause whatever the rule asks', () => {
  const [event] = membershipEvents(provisioned().deactivate(later), {
    joined: [],
    left: [groupOf('g', team)],
  });
  expect(event?.changes).toContainEqual({ path: 'because.attributes', to: ['active'] });
});
