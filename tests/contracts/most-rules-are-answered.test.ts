import { expect, test } from 'vitest';
import { FilterRuleLanguage } from '../../src/adapters/koa-scim/rule-language/filter-rule-language.ts';
import { Group } from '../../src/domain/group/group.ts';
import { groupLimits } from '../../src/domain/group/group-limits.ts';
import { groupId } from '../../src/domain/shared/identifiers.ts';
import { noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { serverOn } from '../support/start-server.ts';

const known = ['location', 'team'].map((name) => ({ name, types: ['string' as const], multiValued: false }));
/** Every other rule has an index to begin with; the others are asked of each agent. */
const textOf = (index: number): string =>
  index % 2 === 1
    ? `profile.location eq "L${index}" and profile.team eq "T"`
    : `title co "x${index}" or not (profile.team eq "T${index}" and title sw "q")`;

onEachDatabase('as many rules as an account may have', (product) => {
  const server = serverOn(product);

  test('are answered by every kind of question about groups and members', async () => {
    const { caller, client } = await server().openAccount();
    const language = new FilterRuleLanguage();
    await server().unitOfWork.transact(caller, async ({ groups, policy }) => {
      await policy.beginChange();
      for (let index = 0; index < groupLimits.rulesMax; index++) {
        const text = textOf(index);
        const criteria = language.parse(text, known);
        const rule = { text, criteria, always: [], never: [], includesDeactivated: index % 3 === 0 };
        const id = groupId(crypto.randomUUID());
        const desired = { displayName: `Rule ${index}` };
        await groups.store(Group.createByRule(id, caller.accountId, desired, { kind: 'agents', rule }, noon));
      }
    });
    const { id, groups } = await client.create('a@example.com', { profile: { location: 'L1', team: 'T' } });
    await client.create('b@example.com', { profile: { location: 'L2', team: 'T' }, active: false });
    const even = groupLimits.rulesMax / 2;
    expect(groups).toHaveLength(even + 1);
    const total = async (path: string, filter: string) =>
      (await client.get(`${path}?count=10&filter=${encodeURIComponent(filter)}`)).body.totalResults;
    expect({
      'groups pr': await total('/Users', 'groups pr'),
      'not groups pr': await total('/Users', 'not (groups pr)'),
      'active and groups': await total('/Users', 'active eq true and groups.display sw "rule"'),
      'nobody of that name': await total('/Users', 'groups.display eq "none"'),
      'members eq': await total('/Groups', `members.value eq "${id}"`),
      'members sw': await total('/Groups', 'members.display sw "b"'),
      'not members': await total('/Groups', `not (members.value eq "${id}")`),
    }).toEqual({
      'groups pr': 2,
      'not groups pr': 0,
      'active and groups': 1,
      'nobody of that name': 0,
      'members eq': even + 1,
      'members sw': Math.ceil(groupLimits.rulesMax / 6),
      'not members': even - 1,
    });
  });
});
