import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchCriteria } from '../../../src/criteria/match-criteria.ts';
import { agentValues } from '../../../src/domain/agent/agent-values.ts';
import { ruleCriteria } from '../../../src/domain/group/membership-rule.ts';
import { RuleGroups } from '../../../src/domain/group/rule-groups.ts';
import { groupsOfAgent } from '../../../src/domain/membership/groups-of-agent.ts';
import { agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { provisioned } from '../../support/agents.ts';
import { anyCriteria, anyDescription } from '../../support/criteria.ts';
import { ruleOf } from '../../support/stored-rules.ts';

const { id } = provisioned().state;
const anyRule = fc
  .record({
    criteria: anyCriteria,
    includesDeactivated: fc.boolean(),
    always: fc.constantFrom([], [id], [agentId('other')]),
    never: fc.constantFrom([], [], [id]),
  })
  .map(({ criteria, ...fields }) => ruleOf(criteria, fields));
const kind = fc.constantFrom('agents' as const, 'users' as const);

test('an agent belongs to the groups whose rules hold for it, of whatever else it has values', () => {
  fc.assert(
    fc.property(
      anyDescription,
      fc.array(fc.record({ rule: anyRule, kind }), { maxLength: 8 }),
      (description, rules) => {
        const agent = provisioned(description);
        const all = rules.map((rule, index) => ({
          ...rule,
          id: groupId(`g${index}`),
          displayName: `Rule ${index}`,
        }));
        const ruleGroups = new RuleGroups(all);
        const values = agentValues({ agent });
        const expected = all.filter((group) => matchCriteria(values, ruleCriteria(group.rule, group.kind)));
        const groups = groupsOfAgent(agent, { named: [], ofValues: [] }, { ruleGroups });
        expect(groups.map((group) => group.id)).toEqual(expected.map((group) => group.id));
      },
    ),
    { numRuns: 1000 },
  );
});

test("a template's groups take an agent by its role and whether it is active, where there are no rules", () => {
  const group = { id: groupId('g'), displayName: 'Blue', kind: 'users' as const, includesDeactivated: false };
  const belongs = (fields: Parameters<typeof provisioned>[0]) =>
    groupsOfAgent(
      provisioned(fields),
      { named: [], ofValues: [group] },
      { ruleGroups: new RuleGroups([]) },
    ).some((one) => one.id === group.id);
  const directory = { roles: [{ value: 'admin' }] };
  expect(belongs({ directory })).toBe(true);
  expect(belongs({ directory, active: false })).toBe(false);
  expect(belongs({})).toBe(false);
});
