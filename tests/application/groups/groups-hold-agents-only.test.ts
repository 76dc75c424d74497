import { describe, expect, test } from 'vitest';
import type { MembershipStep } from '../../../src/domain/group/membership-steps.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { idsOf, StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
const groups = () => StoredGroups.on(stage().storage);
const stranger = agentId('0199d2a0-0000-7000-8000-ffffffffffff');

describe.each(['add', 'replace'] as const)('to %s members', (kind) => {
  test('names the first who is no agent of the account, and changes nothing', async () => {
    const stored = await groups();
    const [ada, grace] = await stored.provisionMany(2);
    const [foreigner] = await (await groups()).provisionMany(1);
    if (!ada || !grace || !foreigner) throw new Error('The agents were not made.');
    const group = await stored.create({}, grace);
    for (const unknown of [stranger, foreigner.state.id]) {
      const ids = [grace.state.id, ada.state.id, unknown, agentId('0199d2a0-0000-7000-8000-fffffffffffe')];
      await expect(stored.revise(group, {}, [{ kind, ids }])).rejects.toMatchObject({
        code: 'memberNotFound',
        message: expect.stringContaining(unknown),
        details: { attribute: 'members', member: unknown },
      });
    }
    expect(await stored.read(group)).toEqual({
      group,
      members: [{ id: grace.state.id, userName: grace.state.userName }],
    });
  });

  test('says that groups hold agents only where the member is a group', async () => {
    const stored = await groups();
    const [group, nested] = [await stored.create(), await stored.create()];
    const ids = [nested.state.id as string as AgentId];
    await expect(stored.revise(group, {}, [{ kind, ids }])).rejects.toMatchObject({
      code: 'nestedGroup',
      message: expect.stringContaining('groups hold agents only'),
    });
  });
});

test('a group is not created with a member who is no agent, nor with a group', async () => {
  const stored = await groups();
  const nested = await stored.create();
  const create = (...members: AgentId[]) =>
    stored.application.createGroup(stored.caller, { desired: { displayName: 'Support' }, members });
  await expect(create(stranger)).rejects.toMatchObject({ code: 'memberNotFound' });
  await expect(create(nested.state.id as string as AgentId)).rejects.toMatchObject({ code: 'nestedGroup' });
  expect((await stored.application.listGroups(stored.caller, {})).total).toBe(1);
  const refused = (await stored.agents.journal()).filter(({ refusal }) => refusal !== undefined);
  expect(refused).toMatchObject([
    {
      action: 'CreateGroup',
      target: { type: 'group', name: 'Support' },
      refusal: { code: 'memberNotFound' },
    },
    { action: 'CreateGroup', refusal: { code: 'nestedGroup' } },
  ]);
});

test('to remove who is not there is a success that changes nothing', async () => {
  const stored = await groups();
  const [ada, grace] = await stored.provisionMany(2);
  if (!ada || !grace) throw new Error('The agents were not made.');
  const group = await stored.create({}, ada);
  const ids = [stranger, grace.state.id, group.state.id as string as AgentId];
  const steps: MembershipStep[] = [{ kind: 'remove', ids }];
  expect((await stored.revise(group, {}, steps)).group.state.version).toBe(1);
  expect((await stored.revise(group, {}, [{ kind: 'replace', ids: idsOf([ada]) }, ...steps])).group).toEqual(
    group,
  );
  expect(await stored.actions()).toEqual(['GroupCreated']);
});

test('a member is added twice, or named twice when the group is created, and is there once', async () => {
  const stored = await groups();
  const [ada, grace] = await stored.provisionMany(2);
  if (!ada || !grace) throw new Error('The agents were not made.');
  const group = await stored.create({}, ada, ada);
  expect((await stored.step(group, 'add', ada)).group.state.version).toBe(1);
  expect((await stored.step(group, 'add', grace, grace)).group.state.version).toBe(2);
  expect(await stored.memberIds(group)).toEqual(idsOf([ada, grace]));
});
