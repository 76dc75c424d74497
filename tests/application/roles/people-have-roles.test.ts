import { describe, expect, test } from 'vitest';
import type { AssignableRole } from '../../../src/domain/role/role.ts';
import type { AgentId, GroupId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { type FilledAccount, filledAccount } from '../in-the-journal/filled-account.ts';

onEachDatabase('roles', (product) => {
  const stage = stageOn(product);
  const opened = () => filledAccount(stage());
  const roleOf = async ({ application, caller }: FilledAccount, id: AgentId) =>
    (await application.explainRole(caller, { id })).role;
  const reasonsOf = async ({ application, caller }: FilledAccount, id: AgentId) =>
    (await application.explainRole(caller, { id })).because.map(({ because }) => because);
  const push = ({ application, directory }: FilledAccount, id: AgentId, roles: readonly unknown[]) =>
    application.reviseAgent(directory, {
      id,
      revise: (current) => ({ ...current.desired(), directory: { roles: roles as never } }),
    });
  const give = ({ application, caller }: FilledAccount, id: GroupId, role: AssignableRole) =>
    application.giveRoleToGroup(caller, { id, role });
  const administratorsOf = async ({ application, caller }: FilledAccount) =>
    (await application.listAdministrators(caller)).map(({ state }) => state.userName);

  describe('that the directory pushes', () => {
    test.each([
      ['none', [], undefined],
      ['agent alone', [{ value: 'agent' }], undefined],
      ['another word', [{ value: 'supervisor' }], undefined],
      ['owner, whom only operators name', [{ value: 'owner' }], undefined],
      ['grader', [{ value: 'agent' }, { value: 'grader' }], 'grader'],
      [
        'several, of which the highest counts',
        [{ value: 'manager' }, { value: 'limitedAdmin' }],
        'limitedAdmin',
      ],
      ['admin in another letter case', [{ value: 'ADMIN', primary: true }], 'admin'],
    ] as const)('give: %s', async (_, roles, expected) => {
      const on = await opened();
      await push(on, on.ada, roles);
      expect(await roleOf(on, on.ada)).toBe(expected);
      expect(await administratorsOf(on)).toEqual(expected === 'admin' ? ['ada@example.com'] : []);
    });
  });

  test('whoever is deactivated has none, and would have it again', async () => {
    const on = await opened();
    await push(on, on.bob, [{ value: 'admin' }]);
    expect([await roleOf(on, on.bob), await reasonsOf(on, on.bob)]).toEqual([undefined, ['directory']]);
    expect(await administratorsOf(on)).toEqual([]);
    await on.application.reactivateAgent(on.caller, { id: on.bob });
    expect(await roleOf(on, on.bob)).toBe('admin');
  });

  describe('that a group gives', () => {
    test('are those of whoever belongs to it, by hand, by rule and by template, and end with it', async () => {
      const on = await opened();
      const { application, caller, ada } = on;
      const groups = await application.listGroups(caller, {});
      const { id: byTemplate } = groups.resources
        .map(({ group }) => group.state)
        .find(({ origin }) => origin !== undefined) as { id: GroupId };
      for (const [id, role] of [
        [on.hand, 'grader'],
        [byTemplate, 'manager'],
        [on.ruled, 'limitedAdmin'],
      ] as const) {
        await give(on, id, role);
        expect(await roleOf(on, ada)).toBe(role);
      }
      expect((await application.listRoleGroups(caller)).map(({ role }) => role).sort()).toEqual([
        'grader',
        'limitedAdmin',
        'manager',
      ]);
      await application.changeGroupRule(caller, {
        id: on.ruled,
        revise: () => ({ text: 'userName sw "z"' }),
      });
      expect(await roleOf(on, ada)).toBe('manager');
      await application.withdrawRoleFromGroup(caller, { id: byTemplate });
      expect(await roleOf(on, ada)).toBe('grader');
      await application.removeGroup(caller, { id: on.hand });
      expect(await roleOf(on, ada)).toBeUndefined();
    });

    test('are found out by every process at once', async () => {
      const on = await opened();
      const storage = openDatabase(stage().url);
      const other = applicationOn(storage);
      expect((await other.explainRole(on.caller, { id: on.ada })).role).toBeUndefined();
      await give(on, on.hand, 'admin');
      expect((await other.explainRole(on.caller, { id: on.ada })).role).toBe('admin');
      await storage.storage.close();
    });

    test('are given by owners and operators, and never by whoever pushes the group or administers', async () => {
      const on = await opened();
      const asked = { id: on.hand, role: 'admin' } as const;
      for (const caller of [on.directory, on.signedIn('admin'), on.signedIn('limitedAdmin')]) {
        await expect(on.application.giveRoleToGroup(caller, asked)).rejects.toMatchObject({
          code: 'permissionMissing',
        });
      }
      const { state } = await on.application.giveRoleToGroup(on.signedIn('owner'), asked);
      expect(state.givesRole).toBe('admin');
      const again = await on.application.giveRoleToGroup(on.caller, asked);
      expect(again.state.version).toBe(state.version);
    });

    test('are of fifty groups at most', async () => {
      const on = await opened();
      for (let made = 0; made < 50; made++) {
        const desired = { displayName: `Group ${made}` };
        const { group } = await on.application.createGroup(on.caller, { desired });
        await give(on, group.state.id, 'grader');
      }
      await expect(give(on, on.hand, 'grader')).rejects.toMatchObject({ code: 'attributeTooLarge' });
    });

    test('are known roles', async () => {
      const on = await opened();
      const error = { code: 'inputInvalid', message: expect.stringContaining('"limitedAdmin"') };
      await expect(give(on, on.hand, 'owner' as never)).rejects.toMatchObject(error);
    });
  });

  describe('of owners', () => {
    test('are theirs by their userName, in any letter case, also before there is such an agent', async () => {
      const on = await opened();
      const { application, caller } = on;
      await application.nameOwner(caller, { userName: ' Grace@Example.com ' });
      await application.nameOwner(caller, { userName: 'grace@example.com' });
      expect(await application.listOwners(caller)).toEqual([{ userName: 'Grace@Example.com' }]);
      const desired = { userName: 'grace@example.com', active: true };
      const { agent } = await application.provisionAgent(on.directory, { desired });
      expect(await roleOf(on, agent.state.id)).toBe('owner');
      expect((await application.listOwners(caller))[0]?.agent?.state.id).toBe(agent.state.id);
      expect(await administratorsOf(on)).toEqual(['grace@example.com']);
      await push(on, agent.state.id, [{ value: 'manager' }]);
      expect(await reasonsOf(on, agent.state.id)).toEqual(['owner', 'directory']);
      await application.nameOwner(caller, { userName: 'ada@example.com' });
      await application.dismissOwner(caller, { userName: 'GRACE@example.com' });
      expect(await roleOf(on, agent.state.id)).toBe('manager');
    });

    test('are of fifty people at most', async () => {
      const on = await opened();
      for (let named = 0; named < 50; named++)
        await on.application.nameOwner(on.caller, { userName: `owner-${named}@example.com` });
      await expect(
        on.application.nameOwner(on.caller, { userName: 'more@example.com' }),
      ).rejects.toMatchObject({
        code: 'attributeTooLarge',
      });
    });
  });

  describe('of limited administrators', () => {
    const rename = (on: FilledAccount, id: GroupId) =>
      on.application.reviseGroup(on.signedIn('limitedAdmin'), {
        id,
        withMembers: true,
        revise: (current) => ({
          desired: current.desired(),
          membership: [{ kind: 'remove', ids: [on.ada] }],
        }),
      });

    test('let them change the groups that were granted to them, and no other', async () => {
      const on = await opened();
      await expect(rename(on, on.hand)).rejects.toMatchObject({
        code: 'groupNotGranted',
        message: 'The group "By hand" was not granted to ada@example.com. An administrator can grant it.',
      });
      const grant = { id: on.hand, agentId: on.ada };
      await on.application.grantGroup(on.signedIn('admin'), grant);
      expect((await rename(on, on.hand)).members).toEqual([]);
      await on.application.withdrawGroupGrant(on.signedIn('admin'), grant);
      await expect(rename(on, on.hand)).rejects.toMatchObject({ code: 'groupNotGranted' });
    });

    test('do not let them change a group that gives a role, which would make them administrators', async () => {
      const on = await opened();
      await on.application.grantGroup(on.caller, { id: on.hand, agentId: on.ada });
      await give(on, on.hand, 'admin');
      await expect(rename(on, on.hand)).rejects.toMatchObject({
        code: 'groupNotGranted',
        message: 'The group "By hand" gives its members a role, so only an administrator can change it.',
      });
    });
  });
});
