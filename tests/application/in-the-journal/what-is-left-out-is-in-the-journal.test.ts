import { describe, expect, test } from 'vitest';
import type { RevisedAgent } from '../../../src/domain/agent/desired-agent.ts';
import { administer, onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { type FilledAccount, filledAccount, nobody } from './filled-account.ts';

const later = 'other@example.com';
/** Nothing that is left out, as callers without types get it wrong too. */
const revisions: readonly (readonly [string, object, readonly string[]])[] = [
  ['another userName', { userName: later }, ['userName']],
  ['a userName that is none', { userName: 5 }, ['userName']],
  ['another primary email', { emails: [{ value: later, primary: true }] }, ['emails.value']],
  ['emails that are none', { emails: { value: later } }, ['emails']],
  ['an email that is none', { emails: [{ value: 5 }] }, ['emails.0.value']],
  ['a name that is none', { name: 'Ada' }, ['name']],
  ['one part of a name', { name: { givenName: 5, familyName: 'Byron' } }, ['name.givenName']],
  ['a profile that is none', { profile: 5 }, ['profile']],
  ['one custom attribute', { profile: { team: 'Red', level: { a: 1 }, city: 'Rome' } }, ['profile.level']],
  ['what no agent has', { shoeSize: 7 }, ['shoeSize']],
  ['what belongs to the agent itself', { directory: { active: true } }, ['active']],
  ['too long a text', { directory: { title: 'x', nickName: 'x'.repeat(40_000) } }, ['nickName']],
  [
    'several',
    { userName: later, emails: [{ value: later, primary: true }], externalId: 'x'.repeat(256) },
    ['userName', 'externalId', 'emails.value'],
  ],
];

onEachDatabase('what is left out', (product) => {
  const stage = stageOn(product);
  const entriesOf = async ({ application, caller }: FilledAccount, id: string) =>
    (await application.readAuditLog(caller, { limit: 1000 })).filter(({ target }) => target?.id === id);

  describe('of a revision that deactivates', () => {
    test.each(revisions)('is in the journal with the change, and once: %s', async (_, fields, paths) => {
      const on = await filledAccount(stage());
      const { application, caller, ada } = on;
      const send = (active: boolean) =>
        application.reviseAgent(caller, {
          id: ada,
          revise: (current) =>
            ({ ...current.desired(), displayName: 'A', ...fields, active }) as RevisedAgent,
        });
      await expect(send(true)).rejects.toMatchObject({ name: 'DomainError' });
      const before = (await entriesOf(on, ada)).length;
      const { agent } = await send(false);
      expect([agent.active, agent.state.displayName, agent.state.version]).toEqual([false, 'A', 2]);
      expect(agent.state.userName).toBe('ada@example.com');
      const entries = await entriesOf(on, ada);
      const actions = ['ReviseAgent', 'AgentLeftGroup', 'AgentLeftGroup', 'AgentDeactivated', 'AgentUpdated'];
      expect(entries.map(({ action }) => action).slice(0, entries.length - before)).toEqual(actions);
      const [{ refusal, target, changes } = {}] = entries;
      expect({ target, changes, code: refusal?.code }).toMatchObject({
        ...{ target: { type: 'agent', name: 'ada@example.com' }, changes: [], code: 'partsLeftOut' },
      });
      expect(refusal?.leftOut?.map(({ path }) => path)).toEqual(paths);
      for (const { message } of refusal?.leftOut ?? []) expect(refusal?.message).toContain(message);

      expect((await send(false)).agent).toEqual(agent);
      expect(await entriesOf(on, ada)).toEqual(entries);
    });

    test('is told again once something has changed', async () => {
      const on = await filledAccount(stage());
      const { application, caller, ada } = on;
      const send = (displayName: string, userName = later) =>
        application.reviseAgent(caller, {
          id: ada,
          revise: (current) => ({ ...current.desired(), displayName, userName, active: false }),
        });
      for (const name of ['A', 'A', 'B', 'B']) await send(name);
      await send('B', 'third@example.com');
      await send('B');
      const told = (await entriesOf(on, ada)).filter(({ refusal }) => refusal?.code === 'partsLeftOut');
      expect(told).toHaveLength(3);
    });

    test('is all, where it would be too much to look for what is acceptable', async () => {
      const on = await filledAccount(stage());
      const { application, caller, ada } = on;
      const names = Array.from({ length: 150 }, (_, index) => [`${index}st`, 'x'] as const);
      const { agent } = await application.reviseAgent(caller, {
        id: ada,
        revise: (current) => ({ ...current.desired(), active: false, profile: Object.fromEntries(names) }),
      });
      expect([agent.active, agent.state.profile]).toEqual([false, { team: 'Red', level: 'Gold' }]);
      const [entry] = await entriesOf(on, ada);
      expect(entry?.refusal?.leftOut?.length).toBeGreaterThanOrEqual(150);
      expect(entry?.refusal?.message.length).toBeLessThan(2000);
    });

    test('is nothing, where only what is stored breaks a rule that came later', async () => {
      const on = await filledAccount(stage());
      const { application, caller, ada, url } = on;
      const agents = 'SET attributes = REPLACE(attributes, \'"team"\', \'"1st"\')';
      await administer(url, `UPDATE agents ${agents}`);
      await expect(
        application.reviseAgent(caller, {
          id: ada,
          revise: (current) => ({ ...current.desired(), displayName: 'A' }),
        }),
      ).rejects.toMatchObject({ code: 'attributeInvalid' });
      const off = (current: { desired(): RevisedAgent }) => ({ ...current.desired(), active: false });
      expect((await application.reviseAgent(caller, { id: ada, revise: off })).agent.active).toBe(false);
      expect((await entriesOf(on, ada)).some(({ refusal }) => refusal?.code === 'partsLeftOut')).toBe(false);
    });
  });

  test('does not keep an operator from deactivating and removing either', async () => {
    const on = await filledAccount(stage());
    const { application, caller, ada, hand, url } = on;
    await administer(url, 'UPDATE agents SET attributes = REPLACE(attributes, \'"team"\', \'"1st"\')');
    await administer(url, `UPDATE agent_groups SET display_name = ' ' WHERE id = '${hand}'`);
    expect((await application.deactivateAgent(caller, { id: ada })).active).toBe(false);
    await application.removeAgent(caller, { id: ada });
    expect((await application.readGroup(caller, { id: hand, withMembers: true })).members).toEqual([]);
  });

  test('of a revision that removes members is in the journal with the change, and once', async () => {
    const on = await filledAccount(stage());
    const { application, caller, ada, bob, hand } = on;
    const send = (...steps: readonly object[]) =>
      application.reviseGroup(caller, {
        id: hand,
        revise: () => ({ desired: { displayName: 'by RULE' }, membership: steps as never }),
        withMembers: true,
      });
    const adding = { kind: 'add', ids: [nobody, bob] };
    await expect(send(adding)).rejects.toMatchObject({ code: 'memberNotFound' });
    const before = (await entriesOf(on, hand)).length;
    const removing = { kind: 'remove', ids: [ada] };
    for (const _ of ['once', 'again']) {
      const { group, members } = await send(adding, removing);
      expect(group.state).toMatchObject({ displayName: 'By hand', version: 2 });
      expect(members?.map(({ id }) => id)).toEqual([bob]);
    }
    const entries = await entriesOf(on, hand);
    expect(entries.slice(0, entries.length - before)).toMatchObject([
      {
        action: 'ReviseGroup',
        target: { type: 'group', name: 'By hand' },
        refusal: {
          code: 'partsLeftOut',
          leftOut: [
            { path: 'members', code: 'memberNotFound', members: [nobody] },
            { path: 'displayName', code: 'groupNameTaken' },
          ],
        },
      },
      { action: 'GroupMembersChanged' },
    ]);
  });

  test('of a removal is nothing where the group is not for the caller to change', async () => {
    const on = await filledAccount(stage());
    const { application, ada, hand, ruled, directory } = on;
    const removing = { kind: 'remove', ids: [ada] } as const;
    for (const id of [hand, ruled]) {
      const revise = () => ({ desired: { displayName: ' ' }, membership: [removing] });
      await expect(
        application.reviseGroup(directory, { id, revise, withMembers: false }),
      ).rejects.toMatchObject({ code: 'groupGovernedOtherwise' });
      expect((await application.readGroup(on.caller, { id, withMembers: true })).members?.length).toBe(1);
    }
  });
});
