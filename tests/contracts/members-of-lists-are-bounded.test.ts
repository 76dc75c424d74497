import { expect, test } from 'vitest';
import type { ListPage, ListQuery } from '../../src/application/ports/list-page.ts';
import { equals, everyone } from '../../src/criteria/criteria.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import type { Group } from '../../src/domain/group/group.ts';
import { groupFields } from '../../src/domain/group/group-fields.ts';
import type { GroupView } from '../../src/domain/group/group-view.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { provisioning } from '../support/stored-agents.ts';
import { StoredGroups } from '../support/stored-groups.ts';
import { ruleOf, storeRuleGroups } from '../support/stored-rules.ts';

const byName = { field: groupFields.displayName, descending: false };

onEachDatabase('members of a list of groups', (product) => {
  const stage = stageOn(product);

  /** By name: `A` with 2 members, `B` with none, `Rule 0` with 3, `Rule 1` with 5 and `Z` with 1. */
  async function sample() {
    const stored = await StoredGroups.on(stage().storage);
    const [ada, bob] = await stored.provisionMany(2);
    if (ada === undefined || bob === undefined) throw new Error('There are no agents.');
    await stored.open.unitOfWork.transact(stored.caller, (scope) =>
      scope.agents.storeProvisioned(
        [3, 3, 3, 5, 5, 5, 5, 5].map((place) => provisioning(stored.caller, { profile: { place } })),
      ),
    );
    await stored.create({ displayName: 'A' }, ada, bob);
    await stored.create({ displayName: 'B' });
    await stored.create({ displayName: 'Z' }, ada);
    const rules = [3, 5].map((place) => ruleOf(equals(profileField('place'), place)));
    await storeRuleGroups(stored.open.unitOfWork, stored.caller, rules);
    return { stored };
  }

  const list = (stored: StoredGroups, membersMax: number, query: Partial<ListQuery> = {}) =>
    stored.open.unitOfWork.read(stored.caller, ({ groups }) => {
      const asked = {
        criteria: everyone,
        ordering: byName,
        from: 'beginning',
        limit: 10,
        withTotal: true,
      } as const;
      return groups.list({ ...asked, ...query }, true, membersMax);
    });

  const shown = ({ resources }: ListPage<GroupView>) =>
    resources.map(({ group, members, membersOmitted }) =>
      [group.state.displayName, membersOmitted ? 'omitted' : members?.length].join(': '),
    );
  const whole = ['A: 2', 'B: 0', 'Rule 0: 3', 'Rule 1: 5', 'Z: 1'];

  test.each([
    [12, whole],
    [11, whole],
    [10, whole.slice(0, 4)],
    [9, whole.slice(0, 3)],
    [5, whole.slice(0, 3)],
    [4, ['A: 2', 'B: 0']],
    [3, ['A: 2', 'B: 0']],
    [2, ['A: 2', 'B: 0', 'Rule 0: omitted', 'Rule 1: omitted']],
    [1, ['A: omitted', 'B: 0', 'Rule 0: omitted', 'Rule 1: omitted', 'Z: 1']],
    [0, ['A: omitted', 'B: 0', 'Rule 0: omitted', 'Rule 1: omitted', 'Z: omitted']],
  ])('are %i at most, each group with all of its own', async (membersMax, expected) => {
    const { stored } = await sample();
    const page = await list(stored, membersMax);
    expect(shown(page)).toEqual(expected);
    expect(page.total).toBe(5);
    expect(page.next !== undefined).toBe(expected.length < 5);
    const byNumber = await list(stored, membersMax, { from: 0 });
    expect(shown(byNumber)).toEqual(expected);
  });

  test.each([2, 3, 5, 7])('are met once each by a walk that reads %i at a time', async (membersMax) => {
    const { stored } = await sample();
    const met: string[] = [];
    let from: ListQuery['from'] | undefined = 'beginning';
    while (from !== undefined) {
      const page: ListPage<GroupView> = await list(stored, membersMax, { from, limit: 3 });
      expect(page.resources.length).toBeGreaterThan(0);
      met.push(...shown(page));
      from = page.next;
    }
    const sizes = (text: string) => Number(text.split(': ')[1]);
    expect(met).toEqual(
      whole.map((text) => (sizes(text) > membersMax ? text.replace(/\d$/, 'omitted') : text)),
    );
  });

  test('are read page by page in the order of their ids, whatever governs the group', async () => {
    const { stored } = await sample();
    const page = (group: Group, after: AgentId | undefined, limit: number) =>
      stored.open.unitOfWork.read(stored.caller, ({ groups }) => groups.members(group, after, limit));
    for (const { group, members = [] } of (await list(stored, 100)).resources) {
      for (const limit of [1, 2, members.length, members.length + 1].filter((limit) => limit > 0)) {
        const met = [];
        for (let after: AgentId | undefined; ; after = met.at(-1)?.id) {
          const next = await page(group, after, limit);
          expect(next.length).toBeLessThanOrEqual(limit);
          if (next.length === 0) break;
          met.push(...next);
        }
        expect(met).toEqual(members);
      }
    }
  });
});
