import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenStorage } from '../../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application } from '../../../src/application/application.ts';
import { equals } from '../../../src/criteria/criteria.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { groupFields } from '../../../src/domain/group/group-fields.ts';
import type { AgentId, GroupId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { later, noon } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

const groupName = { path: 'groups.display', type: 'text', caseExact: false } as const;

onEachDatabase('an exception of a rule', (product) => {
  const stage = stageOn(product);
  let now: Instant = noon;
  const clock = { now: () => now };
  let application: Application;
  let opened: OpenStorage;
  beforeAll(() => {
    opened = openDatabase(stage().url, 2, undefined, clock);
    application = applicationOn(opened, { clock });
  });
  afterAll(() => opened.storage.close());

  async function account() {
    now = noon;
    const ssoIssuer = 'https://acme.okta.example';
    const { id } = (await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer })).state;
    const caller = callerIn(id);
    const provision = async (name: string, location: string) => {
      const desired = { userName: `${name}@example.com`, active: true, profile: { location } };
      return (await application.provisionAgent(caller, { desired })).agent.state.id;
    };
    const [ada, bob] = [await provision('ada', 'Austin'), await provision('bob', 'Boston')];
    const rule = { text: 'profile.location eq "Austin"' };
    const made = await application.createRuleGroup(caller, { desired: { displayName: 'Austin' }, rule });
    const journal = () => application.readAuditLog(caller, { limit: 50 });
    return { caller, ada, bob, id: made.group.state.id, journal };
  }
  type Made = Awaited<ReturnType<typeof account>>;

  /** Everybody's membership in every way in which it can be asked for. */
  async function belonging(asked: Application, { caller, id }: Made, agent: AgentId) {
    const view = await asked.readAgent(caller, { id: agent });
    const listed = await asked.listAgents(caller, { criteria: equals(agentFields.groupId, id) });
    const named = await asked.listAgents(caller, { criteria: equals(groupName, 'Austin') });
    const member = equals(groupFields.memberId, agent);
    const groups = await asked.listGroups(caller, { criteria: member, withMembers: true });
    const group = await asked.readGroup(caller, { id, withMembers: true });
    const members = await asked.readGroupMembers(caller, { id, limit: 10 });
    const explained = await asked.explainMembership(caller, { agentId: agent, groupId: id });
    const isAgent = (one: { readonly id: string }) => one.id === agent;
    return [
      view.groups?.length === 1,
      listed.resources.some((one) => isAgent(one.agent.state)),
      listed.resources.find((one) => isAgent(one.agent.state))?.groups?.length === 1,
      named.resources.some((one) => isAgent(one.agent.state)),
      groups.resources[0]?.members?.some(isAgent) ?? false,
      group.members?.some(isAgent) ?? false,
      members.some(isAgent),
      explained.belongs,
    ];
  }
  const everyWay = (belongs: boolean) => Array.from({ length: 8 }, () => belongs);

  test('counts up to its end and not from that instant on, in memory and in lists, in every process', async () => {
    const made = await account();
    const { caller, ada, bob, id, journal } = made;
    const except = (agentId: AgentId, belongs: 'always' | 'never') =>
      application.setRuleException(caller, { id, agentId, belongs, until: later });
    expect((await except(bob, 'always')).effect).toEqual({ joined: 1, left: 0 });
    expect((await except(ada, 'never')).effect).toEqual({ joined: 0, left: 1 });
    const other = openDatabase(stage().url, 2, undefined, clock);
    const processes = [application, applicationOn(other, { clock })];
    const entries = (await journal()).length;
    for (const [at, excepted] of [
      [noon, true],
      [instantPlus(later, -1), true],
      [later, false],
      [instantPlus(later, 1), false],
    ] as const) {
      now = at;
      for (const asked of processes) {
        expect([at, await belonging(asked, made, bob)]).toEqual([at, everyWay(excepted)]);
        expect([at, await belonging(asked, made, ada)]).toEqual([at, everyWay(!excepted)]);
      }
    }
    expect((await journal()).length).toBe(entries);
    await other.storage.close();
  });

  test('that has ended counts for no change of the agent, and for no count of a rule', async () => {
    const { caller, bob, id, journal } = await account();
    await application.setRuleException(caller, { id, agentId: bob, belongs: 'always', until: later });
    const move = (location: string) =>
      application.reviseAgent(caller, {
        id: bob,
        revise: (current) => ({ ...current.desired(), profile: { location } }),
      });
    now = instantPlus(later, -1);
    expect((await move('Bern')).groups).toHaveLength(1);
    now = later;
    expect((await move('Boston')).groups).toEqual([]);
    expect((await move('Austin')).groups).toHaveLength(1);
    const moved = (await journal()).filter(({ target }) => target?.type === 'agent').slice(0, 3);
    expect(moved.map(({ action }) => action)).toEqual(['AgentJoinedGroup', 'AgentUpdated', 'AgentUpdated']);
    const rule = { text: 'profile.location eq "Bern"' };
    const preview = await application.previewRule(caller, { rule, groupId: id });
    expect([preview.matching.count, preview.joining.count, preview.leaving.count]).toEqual([0, 0, 2]);
  });

  const exceptions = async ({ caller, id }: { readonly caller: Made['caller']; readonly id: GroupId }) =>
    application.listRuleExceptions(caller, { id });

  test('is listed and explained with its reason and end, and stays listed when it has ended', async () => {
    const made = await account();
    const { caller, bob, id, journal } = made;
    const terms = { reason: 'covers for Ada', until: later };
    await application.setRuleException(caller, { id, agentId: bob, belongs: 'always', ...terms });
    const listed = { agentId: bob, userName: 'bob@example.com', belongs: 'always', ...terms };
    expect(await exceptions(made)).toEqual([{ ...listed, hasEnded: false }]);
    const explain = () => application.explainMembership(caller, { agentId: bob, groupId: id });
    expect(await explain()).toMatchObject({ because: 'always', exception: terms });
    const [entry] = await journal();
    const exception = { agentId: bob, belongs: 'always', ...terms };
    expect(entry?.changes[0]?.to).toMatchObject({ exceptions: [exception] });
    now = later;
    expect(await exceptions(made)).toEqual([{ ...listed, hasEnded: true }]);
    expect(await explain()).toMatchObject({ because: 'rule', belongs: false });
    expect(await explain()).not.toHaveProperty('exception.reason');
    await application.removeAgent(caller, { id: bob });
    expect(await exceptions(made)).toEqual([{ ...listed, userName: undefined, hasEnded: true }]);
  });

  test('takes the place of the one that there is for the agent, and ends when that is asked for', async () => {
    const made = await account();
    const { caller, ada, bob, id, journal } = made;
    const set = (agentId: AgentId, belongs: 'always' | 'never', reason?: string, until?: Instant) =>
      application.setRuleException(caller, { id, agentId, belongs, reason, until });
    await set(bob, 'always', 'first');
    await set(ada, 'never', 'on leave', later);
    await set(bob, 'never', 'second');
    expect(await exceptions(made)).toMatchObject([
      { agentId: ada, belongs: 'never', reason: 'on leave', until: later },
      { agentId: bob, belongs: 'never', reason: 'second' },
    ]);
    const entries = (await journal()).length;
    await set(bob, 'never', 'second');
    expect((await journal()).length).toBe(entries);
    const ended = await application.endRuleException(caller, { id, agentId: ada });
    expect(ended.effect).toEqual({ joined: 1, left: 0 });
    expect(await exceptions(made)).toMatchObject([{ agentId: bob }]);
    const again = await application.endRuleException(caller, { id, agentId: ada });
    expect(again.group.state.version).toBe(ended.group.state.version);
  });

  test('keeps reason and end when the rule changes, unless the agent changes lists; one that has ended goes', async () => {
    const made = await account();
    const { caller, ada, bob, id } = made;
    const set = (agentId: AgentId, belongs: 'always' | 'never', reason: string, until?: Instant) =>
      application.setRuleException(caller, { id, agentId, belongs, reason, until });
    await set(bob, 'always', 'covers for Ada');
    await set(ada, 'never', 'on leave', later);
    const text = 'profile.location sw "A"';
    await application.changeGroupRule(caller, { id, revise: (current) => ({ ...current, text }) });
    expect(await exceptions(made)).toMatchObject([{ reason: 'covers for Ada' }, { reason: 'on leave' }]);
    now = later;
    const seen: unknown[] = [];
    await application.changeGroupRule(caller, {
      id,
      revise: (current) => {
        seen.push(current);
        return { text, never: [bob] };
      },
    });
    expect(seen).toEqual([{ text, always: [bob], never: [], includesDeactivated: false }]);
    expect(await exceptions(made)).toEqual([
      { agentId: bob, userName: 'bob@example.com', belongs: 'never', hasEnded: false },
    ]);
  });

  describe('is refused', () => {
    test.each([
      ['that would have ended already', { until: noon }, 'ruleInvalid', /ended already/],
      ['whose end is no instant', { until: '2026-12-31' as never }, 'inputInvalid', /until/],
      ['with a reason of 501 characters', { reason: 'x'.repeat(501) }, 'attributeTooLarge', /500/],
      [
        'of an agent who is not there',
        { agentId: crypto.randomUUID() as never },
        'agentNotFound',
        /no agent/,
      ],
    ])('%s', async (_, wrong, code, message) => {
      const made = await account();
      const exception = { id: made.id, agentId: made.bob, belongs: 'always' as const, ...wrong };
      const refused = application.setRuleException(made.caller, exception);
      await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
      expect(await exceptions(made)).toEqual([]);
    });

    test('of a group that no rule governs', async () => {
      const { caller, bob } = await account();
      const hand = await application.createGroup(caller, { desired: { displayName: 'By hand' } });
      const { id } = hand.group.state;
      const refused = { code: 'groupGovernedOtherwise' };
      const setting = { id, agentId: bob, belongs: 'never' } as const;
      await expect(application.setRuleException(caller, setting)).rejects.toMatchObject(refused);
      await expect(application.listRuleExceptions(caller, { id })).rejects.toMatchObject(refused);
    });
  });

  test('may have a reason of 500 characters, and an empty one is none', async () => {
    const made = await account();
    const { caller, ada, bob, id } = made;
    const reason = '👩‍🚀'.repeat(500);
    await application.setRuleException(caller, { id, agentId: ada, belongs: 'never', reason });
    await application.setRuleException(caller, { id, agentId: bob, belongs: 'never', reason: '' });
    const [first, second] = await exceptions(made);
    expect([first?.reason, second?.reason]).toEqual([reason, undefined]);
  });
});
