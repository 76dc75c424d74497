import { beforeEach, expect, test } from 'vitest';
import type { RulePreview } from '../../../src/application/groups/preview-rule.ts';
import type { DesiredRule } from '../../../src/application/groups/rule/desired-rule.ts';
import type { Agent } from '../../../src/domain/agent/agent.ts';
import type { GroupKind } from '../../../src/domain/group/group-reference.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { administer, sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { idsOf, StoredGroups } from '../../support/stored-groups.ts';
import { nobody } from '../in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
/** With a role above agent, without one, and deactivated. */
let lead: Agent, plain: Agent, gone: Agent;
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
  lead = await stored.agents.provision({ directory: { roles: [{ value: 'lead' }] } });
  plain = await stored.agents.provision();
  gone = await stored.agents.provision({ active: false });
});

const ruleGroup = async (rule: DesiredRule, kind?: GroupKind) => {
  const creation = { desired: { displayName: 'Ruled' }, rule, kind };
  return (await stored.application.createRuleGroup(stored.caller, creation)).group;
};
const everybody = { text: 'userName pr' };

async function preview(asked: Partial<RulePreview>) {
  const { matching, joining, leaving } = await stored.application.previewRule(stored.caller, {
    rule: everybody,
    ...asked,
  });
  return [matching, joining, leaving].map(({ count, examples }) => [count, idsOf(examples)]);
}

test('a preview is of the group’s kind where there is one, of agents where nothing is said', async () => {
  const [agents, users] = [
    [2, idsOf([lead, plain])],
    [1, idsOf([lead])],
  ];
  const none = [0, []];
  expect(await preview({})).toEqual([agents, agents, none]);
  expect(await preview({ kind: 'agents' })).toEqual([agents, agents, none]);
  expect(await preview({ kind: 'users' })).toEqual([users, users, none]);
  const { id } = (await ruleGroup({ text: 'title pr' }, 'users')).state;
  expect(await preview({ groupId: id })).toEqual([users, users, none]);
  expect(await preview({ groupId: id, kind: 'agents' })).toEqual([users, users, none]);
});

test('a preview that is refused names the group', async () => {
  const { id, displayName } = (await ruleGroup(everybody)).state;
  const { previewRule, readAuditLog } = stored.application;
  const newest = async () => (await readAuditLog(stored.caller, { limit: 1 }))[0]?.target;
  const wrong = { groupId: id, rule: { text: 'nothing pr' } };
  await expect(previewRule(stored.caller, wrong)).rejects.toMatchObject({ code: 'ruleInvalid' });
  expect(await newest()).toEqual({ type: 'group', id, name: displayName });
  const principal = { kind: 'token', id: apiTokenId(nobody), name: 'Okta' } as const;
  const forbidden = previewRule({ ...stored.caller, principal }, wrong);
  await expect(forbidden).rejects.toMatchObject({ code: 'permissionMissing' });
  expect(await newest()).toEqual({ type: 'group', id, name: displayName });
});

test('who is named belongs, and nobody else, to whichever group', async () => {
  const [one, other] = [await stored.create({}, lead), await stored.create({}, plain)];
  const { explainMembership } = stored.application;
  for (const [group, member, stranger] of [
    [one, lead, plain],
    [other, plain, lead],
  ] as const)
    for (const agent of [member, stranger]) {
      const question = { agentId: agent.state.id, groupId: group.state.id };
      expect(await explainMembership(stored.caller, question)).toEqual({
        ...{ agent, group, belongs: agent === member, because: 'named' },
      });
    }
});

test.each([true, false])(
  'an entry of old, whose rules took in who is deactivated or not (%j), is understood with its lists',
  async (includesDeactivated) => {
    const lists = { always: idsOf([lead]), never: idsOf([plain]) };
    const group = await ruleGroup({ text: 'title pr', ...lists, includesDeactivated });
    const { id } = group.state;
    const rule = { text: 'userName pr', never: idsOf([lead]), includesDeactivated };
    await stored.application.changeGroupRule(stored.caller, { id, revise: () => rule });
    const [entry] = await stored.application.readAuditLog(stored.caller, { limit: 1 });
    if (entry === undefined) throw new Error('There is no entry.');
    const changes = entry.changes.map((change) =>
      change.path === 'rule' ? { ...change, from: asOfOld(change.from), to: asOfOld(change.to) } : change,
    );
    await administer(
      stage().url,
      `UPDATE journal SET changes = '${JSON.stringify(changes)}' WHERE position = ${entry.position}`,
    );
    const who = async (which: 'joined' | 'left') => {
      const asked = { position: entry.position, which };
      return idsOf((await stored.application.listRuleEffect(stored.caller, asked)).resources);
    };
    expect(await who('joined')).toEqual(idsOf(includesDeactivated ? [plain, gone] : [plain]));
    expect(await who('left')).toEqual(idsOf([lead]));
  },
);

/** The rule as entries held it: its text and lists. */
const asOfOld = (rule: unknown) => ({ ...(rule as object), criteria: undefined });
