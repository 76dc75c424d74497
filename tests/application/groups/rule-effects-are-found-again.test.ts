import { expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { DesiredAgent } from '../../../src/domain/agent/desired-agent.ts';
import type { GroupId } from '../../../src/domain/shared/identifiers.ts';
import { administer, onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('who came and went by the change of a rule', (product) => {
  const server = serverOn(product);

  /** Two agents of the red team, one of the blue, and a group whose rule was changed from red to blue. */
  async function changedRule(kind?: 'agents' | 'users') {
    const { caller, journal } = await server().openAccount();
    const { application } = server();
    const provision = async (userName: string, fields: Partial<DesiredAgent>) => {
      const desired = { userName, active: true, directory: { roles: [{ value: 'lead' }] }, ...fields };
      return (await application.provisionAgent(caller, { desired })).agent;
    };
    const ada = await provision('ada@example.com', { profile: { team: 'red' } });
    await provision('ann@example.com', { profile: { team: 'red' } });
    await provision('bob@example.com', { profile: { team: 'blue' } });
    const { group } = await application.createRuleGroup(caller, {
      desired: { displayName: 'A team' },
      rule: { text: 'profile.team eq "red"' },
      kind,
    });
    const { id } = group.state;
    await changeRule(caller, id, 'profile.team eq "blue"');
    const [entry] = await journal();
    const position = entry?.position ?? 0;
    const who = async (which: 'joined' | 'left') =>
      (await application.listRuleEffect(caller, { position, which })).resources.map(
        ({ state }) => state.userName,
      );
    return { ...{ application, caller, journal, id, position, entry, ada }, who };
  }

  const changeRule = (caller: Caller, id: GroupId, text: string) =>
    server().application.changeGroupRule(caller, { id, revise: () => ({ text }) });

  const [left, joined] = [['ada@example.com', 'ann@example.com'], ['bob@example.com']];

  test('is told after the attribute was renamed twice, and after it was retired', async () => {
    const { application, caller, id, who } = await changedRule();
    await changeRule(caller, id, 'active eq true');
    await application.renameProfileAttribute(caller, { from: 'team', to: 'Squad' });
    expect([await who('left'), await who('joined')]).toEqual([left, joined]);
    await application.renameProfileAttribute(caller, { from: 'squad', to: 'crew' });
    expect([await who('left'), await who('joined')]).toEqual([left, joined]);
    await application.retireProfileAttribute(caller, { name: 'crew', retired: true });
    expect([await who('left'), await who('joined')]).toEqual([left, joined]);
  });

  test('is told after the group was removed, and in the kind that it had', async () => {
    const { application, caller, ada, id, who } = await changedRule('users');
    await application.reviseAgent(caller, {
      id: ada.state.id,
      revise: (current) => ({ ...current.desired(), directory: {} }),
    });
    await application.removeGroup(caller, { id });
    // Groups of users are for people with a role above agent, which Ada has no longer.
    expect([await who('left'), await who('joined')]).toEqual([['ann@example.com'], joined]);
  });

  test('is told of an entry that was written before entries held what rules meant', async () => {
    const { application, caller, id, position, entry, who } = await changedRule();
    const changes = entry?.changes.map((change) =>
      change.path === 'rule' ? { ...change, from: asOfOld(change.from), to: asOfOld(change.to) } : change,
    );
    const text = JSON.stringify(changes).replaceAll('\\', '\\\\').replaceAll("'", "''");
    const escaped = product.name === 'SQLite' ? JSON.stringify(changes).replaceAll("'", "''") : text;
    await administer(
      server().databaseUrl,
      `UPDATE journal SET changes = '${escaped}' WHERE position = ${position}`,
    );
    expect([await who('left'), await who('joined')]).toEqual([left, joined]);
    await application.removeGroup(caller, { id });
    await expect(who('left')).rejects.toMatchObject({ code: 'groupNotFound' });
  });

  test('is asked of the entry of a change of a rule of this account, and of no other', async () => {
    const { application, caller, position } = await changedRule();
    const none = { code: 'ruleInvalid', message: expect.stringContaining('none of a change of a rule') };
    // Behind the last entry there is none; a refusal then makes one. The entry before is of the group's creation.
    for (const other of [position + 1, position - 1, 0, 1e15]) {
      const asked = { position: other, which: 'left' } as const;
      await expect(application.listRuleEffect(caller, asked)).rejects.toMatchObject(none);
    }
    const theirs = await changedRule();
    const foreign = { position: theirs.position, which: 'left' } as const;
    await expect(application.listRuleEffect(caller, foreign)).rejects.toMatchObject(none);
  });
});

/** The rule as entries held it: its text and lists. */
const asOfOld = (rule: unknown) => ({ ...(rule as object), criteria: undefined });
