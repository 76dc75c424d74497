import { expect, test } from 'vitest';
import { equals } from '../../../src/criteria/criteria.ts';
import { agentFields, profileField } from '../../../src/domain/agent/agent-fields.ts';
import type { MembershipStep } from '../../../src/domain/group/membership-steps.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { idsOf, membersOf, StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);

async function groupOfTwo() {
  const stored = await StoredGroups.on(stage().storage);
  const [ada, bob] = await stored.provisionMany(2);
  if (ada === undefined || bob === undefined) throw new Error('There are no agents.');
  return { stored, ada, bob, group: await stored.create({}, ada, bob) };
}

test('whoever satisfies criteria about id and userName leaves, and the journal names them', async () => {
  const { stored, ada, bob, group } = await groupOfTwo();
  await stored.revise(group, {}, [
    { kind: 'removeWhere', criteria: equals(agentFields.userName, ada.state.userName.toUpperCase()) },
  ]);
  expect(await stored.memberIds(group)).toEqual(idsOf([bob]));
  const [entry] = (await stored.agents.journal()).filter(({ action }) => action === 'GroupMembersChanged');
  expect(entry?.changes).toEqual([{ path: 'members', from: membersOf([ada]) }]);
});

test.each<[string, unknown]>([
  ['criteria about anything else', equals(profileField('site'), 'Austin')],
  ['criteria about groups', equals(agentFields.groupId, 'x')],
  ['what is no criteria', { kind: 'sometimes' }],
  ['nothing', undefined],
])('%s are refused, and nobody leaves', async (_, criteria) => {
  const { stored, ada, bob, group } = await groupOfTwo();
  const step = { kind: 'removeWhere', criteria } as MembershipStep;
  await expect(stored.revise(group, {}, [step])).rejects.toMatchObject({ code: 'inputInvalid' });
  expect(await stored.memberIds(group)).toEqual(idsOf([ada, bob]));
});
