import { expect, test } from 'vitest';
import { membershipOfSteps } from '../../../src/application/groups/membership/membership-of-steps.ts';
import type { GroupRepository } from '../../../src/application/ports/group-repository.ts';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import type { MembershipStep } from '../../../src/domain/group/membership-steps.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { membersOf, StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
const userNameHas = (value: string): Criteria => ({
  ...{ kind: 'compare', field: agentFields.userName, operator: 'contains', value },
});
const removals = (count: number): MembershipStep[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'removeWhere',
    criteria: userNameHas(`no-${index}-`),
  }));

test.each<[string, MembershipStep[], number[]]>([
  ['few filters, members are read at once', removals(50), [5000]],
  ['many filters, they are read by the number of comparisons', removals(10_000), [50, 50, 50]],
  ['no filter, they are read at once', [{ kind: 'clear' }], [5000]],
])('where there are %s', async (_, steps, expected) => {
  const stored = await StoredGroups.on(stage().storage);
  const agents = await stored.provisionMany(120);
  const group = await stored.create({}, ...agents);
  const pages: number[] = [];
  const { left } = await stored.open.unitOfWork.transact(stored.caller, (scope) => {
    const members: GroupRepository['members'] = (of, after, limit) => {
      pages.push(limit);
      return scope.groups.members(of, after, limit);
    };
    const groups = Object.assign(Object.create(scope.groups), { members }) as GroupRepository;
    return membershipOfSteps({ groups, journal: scope.journal }, group, steps);
  });
  expect(pages).toEqual(expected);
  expect(left).toEqual(steps[0]?.kind === 'clear' ? membersOf(agents) : []);
});
