import { describe, expect, test } from 'vitest';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { type FilledAccount, filledAccount } from '../in-the-journal/filled-account.ts';

const admin = { roles: [{ value: 'admin' }] };

onEachDatabase('administrators', (product) => {
  const stage = stageOn(product);
  const opened = () => filledAccount(stage());
  const lastAdministrator = {
    code: 'lastAdministrator',
    message:
      'Nobody would be left who administers the account "Acme". Make somebody else an administrator first, in the directory or by a group, or name an owner.',
  };

  const revise = ({ application, directory }: FilledAccount, id: AgentId, fields: object) =>
    application.reviseAgent(directory, { id, revise: (current) => ({ ...current.desired(), ...fields }) });
  const provision = async ({ application, directory }: FilledAccount, userName: string) => {
    const desired = { userName, active: true, directory: admin };
    return (await application.provisionAgent(directory, { desired })).agent.state.id;
  };
  const actionsOf = async ({ application, caller }: FilledAccount, limit: number) =>
    (await application.readAuditLog(caller, { limit })).map(({ action }) => action).toReversed();
  const administratorsOf = async ({ application, caller }: FilledAccount) =>
    (await application.listAdministrators(caller)).map(({ state }) => state.userName).sort();
  const removeMember = (
    { application, ada, hand }: FilledAccount,
    caller: FilledAccount['caller'],
    id = hand,
  ) =>
    application.reviseGroup(caller, {
      id,
      withMembers: false,
      revise: (current) => ({ desired: current.desired(), membership: [{ kind: 'remove', ids: [ada] }] }),
    });

  describe('are not taken away by people here where nobody would be left', () => {
    const ways: Readonly<Record<string, (on: FilledAccount) => Promise<() => Promise<unknown>>>> = {
      'by deactivating the agent': async (on) => {
        await revise(on, on.ada, { directory: admin });
        return () => on.application.deactivateAgent(on.signedIn('owner'), { id: on.ada });
      },
      'by removing the agent': async (on) => {
        await revise(on, on.ada, { directory: admin });
        return () => on.application.removeAgent(on.signedIn('admin'), { id: on.ada });
      },
      'by deactivating an owner': async (on) => {
        await on.application.nameOwner(on.caller, { userName: 'ada@example.com' });
        return () => on.application.deactivateAgent(on.caller, { id: on.ada });
      },
      'by dismissing the owner': async (on) => {
        await on.application.nameOwner(on.caller, { userName: 'ada@example.com' });
        return () => on.application.dismissOwner(on.caller, { userName: 'ada@example.com' });
      },
      'by deactivating who is one by a group': async (on) => {
        await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'admin' });
        return () => on.application.deactivateAgent(on.caller, { id: on.ada });
      },
      'by withdrawing the role from the group': async (on) => {
        await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'admin' });
        return () => on.application.withdrawRoleFromGroup(on.caller, { id: on.hand });
      },
      'by giving the group a lower role': async (on) => {
        await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'admin' });
        return () => on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'manager' });
      },
      'by taking the agent out of the group': async (on) => {
        await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'admin' });
        return () => removeMember(on, on.signedIn('admin'));
      },
      'by removing the group': async (on) => {
        await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'admin' });
        return () => on.application.removeGroup(on.caller, { id: on.hand });
      },
      'by another rule of the group': async (on) => {
        await on.application.giveRoleToGroup(on.caller, { id: on.ruled, role: 'admin' });
        const revise = () => ({ text: 'userName sw "z"' });
        return () => on.application.changeGroupRule(on.caller, { id: on.ruled, revise });
      },
      'by removing the template of the group': async (on) => {
        const { resources } = await on.application.listGroups(on.caller, {});
        const made = resources.find(({ group }) => group.state.origin !== undefined)?.group.state;
        if (made === undefined) throw new Error('The template made no group.');
        await on.application.giveRoleToGroup(on.caller, { id: made.id, role: 'admin' });
        return () => on.application.removeGroupTemplate(on.caller, { id: on.template });
      },
    };

    test.each(Object.entries(ways))('%s', async (_, begin) => {
      const on = await opened();
      const take = await begin(on);
      expect(await administratorsOf(on)).toEqual(['ada@example.com']);
      await expect(take()).rejects.toMatchObject(lastAdministrator);
      expect(await administratorsOf(on)).toEqual(['ada@example.com']);
      const [entry] = await on.application.readAuditLog(on.caller, { limit: 1 });
      expect(entry?.refusal?.code).toBe('lastAdministrator');
      await provision(on, 'grace@example.com');
      await take();
      expect(await administratorsOf(on)).toEqual(['grace@example.com']);
      const [told] = await on.application.readAuditLog(on.caller, { limit: 1 });
      expect(told).toMatchObject({
        action: 'OneAdministratorLeft',
        target: { type: 'account', name: 'Acme' },
        changes: [{ path: 'administrator', to: 'grace@example.com' }],
      });
    });
  });

  describe('are taken away by a push, of which the journal tells', () => {
    test('when one is left, and when nobody is', async () => {
      const on = await opened();
      await revise(on, on.ada, { directory: admin });
      const grace = await provision(on, 'grace@example.com');
      await revise(on, grace, { active: false });
      expect((await actionsOf(on, 2))[1]).toBe('OneAdministratorLeft');
      await revise(on, on.ada, { directory: { roles: [{ value: 'agent' }] } });
      expect(await actionsOf(on, 2)).toEqual(['AgentUpdated', 'LastAdministratorLost']);
      expect(await administratorsOf(on)).toEqual([]);
    });

    test('by removal', async () => {
      const on = await opened();
      await on.application.nameOwner(on.caller, { userName: 'ada@example.com' });
      await on.application.removeAgent(on.directory, { id: on.ada });
      expect((await actionsOf(on, 1))[0]).toBe('LastAdministratorLost');
      expect(await on.application.listOwners(on.caller)).toEqual([{ userName: 'ada@example.com' }]);
    });

    test('of the members of a group', async () => {
      const on = await opened();
      const desired = { displayName: 'Rollcall admins' };
      const { group } = await on.application.createGroup(on.directory, { desired, members: [on.ada] });
      await on.application.giveRoleToGroup(on.caller, { id: group.state.id, role: 'admin' });
      await removeMember(on, on.directory, group.state.id);
      expect(await actionsOf(on, 2)).toEqual(['GroupMembersChanged', 'LastAdministratorLost']);
    });

    test('and stay where an attribute of theirs changes that makes no role', async () => {
      const on = await opened();
      await revise(on, on.ada, { directory: admin });
      await revise(on, on.ada, { displayName: 'Ada' });
      expect((await actionsOf(on, 1))[0]).toBe('AgentUpdated');
    });
  });

  test('of an account that has none are missed by nobody', async () => {
    const on = await opened();
    await on.application.deactivateAgent(on.signedIn('owner'), { id: on.ada });
    expect(await actionsOf(on, 3)).toEqual(['AgentDeactivated', 'AgentLeftGroup', 'AgentLeftGroup']);
  });

  test('who deactivate each other in two processes at the same time leave one', async () => {
    const on = await opened();
    await revise(on, on.ada, { directory: admin });
    const grace = await provision(on, 'grace@example.com');
    const storage = openDatabase(stage().url);
    const other = applicationOn(storage);
    const outcomes = await Promise.allSettled([
      on.application.deactivateAgent(on.caller, { id: on.ada }),
      other.deactivateAgent(on.caller, { id: grace }),
    ]);
    await storage.storage.close();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining(lastAdministrator),
    });
    expect(await administratorsOf(on)).toHaveLength(1);
  });
});
