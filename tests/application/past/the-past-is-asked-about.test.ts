import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenStorage } from '../../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application } from '../../../src/application/application.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { ListQuery } from '../../../src/application/ports/list-page.ts';
import { type Criteria, equals } from '../../../src/criteria/criteria.ts';
import type { Ordering } from '../../../src/criteria/ordering.ts';
import { agentFields } from '../../../src/domain/agent/agent-fields.ts';
import { groupFields } from '../../../src/domain/group/group-fields.ts';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { administer, onEachDatabase } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

onEachDatabase('what was', (product) => {
  const stage = stageOn(product);
  let now: Instant = noon;
  const clock = { now: () => now };
  const wait = (milliseconds: number): Instant => {
    const before = now;
    now = instantPlus(now, milliseconds);
    return before;
  };
  let opened: OpenStorage;
  let application: Application;
  beforeAll(() => {
    opened = openDatabase(stage().url, 2, undefined, clock);
    application = applicationOn(opened, { clock });
  });
  afterAll(() => opened.storage.close());

  async function account(): Promise<Caller> {
    const ssoIssuer = 'https://acme.okta.example';
    return callerIn((await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer })).state.id);
  }
  async function provision(caller: Caller, name: string, location = 'Austin'): Promise<AgentId> {
    const desired = { userName: `${name}@example.com`, active: true, profile: { location } };
    const { agent } = await application.provisionAgent(caller, { desired });
    wait(1000);
    return agent.state.id;
  }

  test('is refused of a time to come, of one before the account, and to whoever may not read the audit log', async () => {
    const before = wait(1000);
    const caller = await account();
    const ask = (at: Instant, asker = caller) => refusal(application.listAgents(asker, { at }));
    expect(await ask(instantPlus(now, 1))).toMatchObject({
      code: 'attributeInvalid',
      message: `The time ${instantPlus(now, 1)} is still to come.`,
    });
    expect(await ask(before)).toMatchObject({
      code: 'attributeInvalid',
      message: `There is nothing to tell of ${before}: the account "Acme" was opened at ${now}.`,
    });
    const grader = { kind: 'person', name: 'grace@example.com', role: 'grader' } as const;
    expect(await ask(now, { ...caller, principal: grader })).toMatchObject({ code: 'permissionMissing' });
    expect((await application.listAgents({ ...caller, principal: grader }, {})).total).toBe(0);
  });

  test('of somebody who came later or whom nobody knows is not found, and of somebody who is gone it is', async () => {
    const caller = await account();
    const early = wait(1000);
    const id = await provision(caller, 'ada');
    const late = now;
    wait(1000);
    await application.removeAgent(caller, { id, reason: 'left' });
    const again = await provision(caller, 'ada', 'Boston');
    expect(await refusal(application.readAgent(caller, { id, at: early }))).toMatchObject({
      code: 'agentNotFound',
    });
    expect((await application.readAgent(caller, { id, at: late })).agent.state).toMatchObject({
      ...{ userName: 'ada@example.com', version: 0, profile: { location: 'Austin' } },
    });
    const named = async (at?: Instant) => {
      const criteria = equals(agentFields.userName, 'ADA@example.com');
      const { resources, total } = await application.listAgents(caller, { criteria, at });
      return [total, ...resources.map(({ agent }) => agent.state.id)];
    };
    expect([await named(early), await named(late), await named(now), await named()]).toEqual([
      ...[[0], [1, id], [1, again], [1, again]],
    ]);
  });

  test('is listed page by page, also where many are gone, in any order', async () => {
    const caller = await account();
    const ids: AgentId[] = [];
    for (let index = 0; index < 7; index++) ids.push(await provision(caller, `a${index}`));
    const at = now;
    wait(1000);
    for (const id of ids.slice(2, 5)) await application.removeAgent(caller, { id });
    await provision(caller, 'new');
    const walked = async (ordering?: Ordering) => {
      const met: AgentId[] = [];
      let from: ListQuery['from'] | undefined = 'beginning';
      while (from !== undefined) {
        const page: Awaited<ReturnType<Application['listAgents']>> = await application.listAgents(caller, {
          ...{ at, from, limit: 3, withTotal: false, ordering },
        });
        met.push(...page.resources.map(({ agent }) => agent.state.id));
        from = page.next;
      }
      return met;
    };
    expect(await walked()).toEqual(ids);
    const { resources, total } = await application.listAgents(caller, { at, from: 5, limit: 1 });
    expect([total, resources[0]?.agent.state.id]).toEqual([7, ids[5]]);
    const byName = { field: agentFields.userName, descending: true };
    expect(await walked(byName)).toEqual(ids.toReversed());
    expect(await walked({ field: agentFields.externalId, descending: true })).toEqual(ids.toReversed());
    const second = await application.listAgents(caller, { at, from: 5, limit: 1, ordering: byName });
    expect([second.total, second.resources[0]?.agent.state.id]).toEqual([7, ids[1]]);
  });

  test('of groups comes with their members, as many groups as a list holds members of', async () => {
    const caller = await account();
    const ada = await provision(caller, 'ada');
    const bob = await provision(caller, 'bob', 'Boston');
    const creation = { desired: { displayName: 'Hand' }, members: [ada] };
    const hand = (await application.createGroup(caller, creation)).group.state.id;
    const rule = { text: 'profile.location eq "Boston"' };
    const ruled = await application.createRuleGroup(caller, { desired: { displayName: 'Rule' }, rule });
    const at = wait(1000);
    await application.removeAgent(caller, { id: bob });
    await application.removeGroup(caller, { id: hand });
    const listed = async (time?: Instant) => {
      const { resources } = await application.listGroups(caller, { withMembers: true, at: time });
      return resources.map(({ group, members }) => [
        group.state.id,
        members?.map(({ userName }) => userName),
      ]);
    };
    expect(await listed(at)).toEqual([
      [hand, ['ada@example.com']],
      [ruled.group.state.id, ['bob@example.com']],
    ]);
    expect(await listed()).toEqual([[ruled.group.state.id, []]]);
    const having = async (criteria: Criteria, time?: Instant) =>
      (await application.listGroups(caller, { criteria, at: time })).resources.map(
        ({ group }) => group.state.id,
      );
    const [byId, byName] = [groupFields.memberId, groupFields.memberName];
    expect(await having(equals(byId, ada), at)).toEqual([hand]);
    expect(await having(equals(byName, 'BOB@example.com'), at)).toEqual([ruled.group.state.id]);
    expect(await having({ kind: 'not', of: equals(byId, ada) }, at)).toEqual([ruled.group.state.id]);
    expect(await having({ kind: 'present', field: byId }, at)).toEqual([hand, ruled.group.state.id]);
    expect(await having({ kind: 'present', field: byId })).toEqual([]);
  });

  test('of declarations and templates is told, also where they are gone, and to nobody who may not know', async () => {
    const caller = await account();
    const early = wait(1000);
    const declaration = { type: 'string', allowedValues: ['red', 'blue'] } as const;
    await application.declareProfileAttribute(caller, { name: 'Team', declaration });
    const pattern = { attribute: 'profile.team', namePattern: 'Team {value}' };
    const { template } = await application.createGroupTemplate(caller, pattern);
    const at = wait(1000);
    await application.removeGroupTemplate(caller, { id: template.state.id });
    await application.renameProfileAttribute(caller, { from: 'team', to: 'crew' });
    const attributes = async (time: Instant) => application.listProfileAttributes(caller, { at: time });
    const templates = async (time: Instant) => application.listGroupTemplates(caller, { at: time });
    expect([await attributes(early), await templates(early)]).toEqual([[], []]);
    expect(await attributes(at)).toMatchObject([{ name: 'Team', declaration }]);
    expect(await templates(at)).toMatchObject([{ state: template.state }]);
    expect(await attributes(now)).toMatchObject([
      { name: 'crew', declaration },
      { name: 'Team', renamedTo: 'crew' },
    ]);
    expect(await templates(now)).toEqual([]);
    const principal = { kind: 'person', name: 'grace@example.com', role: 'grader' } as const;
    const asked = application.listProfileAttributes({ ...caller, principal }, { at });
    expect(await refusal(asked)).toMatchObject({ code: 'permissionMissing' });
  });

  test('of a group that an older version removed is refused, and of agents by themselves it is not', async () => {
    const caller = await account();
    const ada = await provision(caller, 'ada');
    const creation = { desired: { displayName: 'QA' }, members: [ada] };
    const { id } = (await application.createGroup(caller, creation)).group.state;
    const at = wait(1000);
    await application.removeGroup(caller, { id });
    expect((await application.readAgent(caller, { id: ada, at })).groups).toHaveLength(1);
    await administer(
      stage().url,
      `UPDATE journal SET changes = '[{"path":"displayName","from":"QA"}]' WHERE action = 'GroupRemoved' AND target_id = '${id}'`,
    );
    expect(await refusal(application.readAgent(caller, { id: ada, at }))).toMatchObject({
      code: 'pastUntold',
      message: `The audit log does not tell how the group "${id}" was at ${at}, since entries about it are of an older version or are not kept any more. Ask for a later time.`,
    });
    expect((await application.listAgents(caller, { at, withGroups: false })).total).toBe(1);
  });

  test('differs from another time by entries, or by an exception that ended by itself', async () => {
    const caller = await account();
    const ada = await provision(caller, 'ada');
    const rule = { text: 'profile.location eq "Boston"' };
    const made = await application.createRuleGroup(caller, { desired: { displayName: 'Boston' }, rule });
    const { id } = made.group.state;
    const until = instantPlus(now, 5000);
    await application.setRuleException(caller, { id, agentId: ada, belongs: 'always', until });
    const from = wait(10_000);
    const memberships = async (to: Instant, agentId?: AgentId) => {
      const { differences } = await application.listDifferences(caller, { from, to, agentId });
      return differences.flatMap((one) => one.memberships.map((membership) => ({ ...one, ...membership })));
    };
    expect(await memberships(instantPlus(until, -1))).toEqual([]);
    expect(await memberships(until)).toMatchObject([
      { id: ada, became: 'left', causes: [], exceptionEndedAt: until },
    ]);
    const requestId = 'moved';
    await application.reviseAgent(
      { ...caller, requestId },
      { id: ada, revise: (agent) => ({ ...agent.desired(), profile: { location: 'Boston' } }) },
    );
    const { differences } = await application.listDifferences(caller, { from: until, agentId: ada });
    expect(differences).toMatchObject([
      {
        ...{ type: 'agent', id: ada, name: 'ada@example.com', became: 'changed' },
        changes: [{ path: 'profile.location', from: 'Austin', to: 'Boston' }],
        causes: [{ action: 'AgentUpdated', requestId, principal: caller.principal }],
        memberships: [
          { group: { id }, became: 'joined', causes: [{ action: 'AgentJoinedGroup', requestId }] },
        ],
      },
    ]);
    expect(await refusal(application.listDifferences(caller, { from: now, to: from }))).toMatchObject({
      ...{ code: 'attributeInvalid', message: `The second time, ${from}, is before the first, ${now}.` },
    });
  });

  test('differs page by page, groups before agents', async () => {
    const caller = await account();
    const from = wait(1000);
    for (const name of ['a', 'b', 'c']) await provision(caller, name);
    await application.createGroup(caller, { desired: { displayName: 'A' } });
    await application.createGroup(caller, { desired: { displayName: 'B' } });
    const told: string[] = [];
    let after: { type: 'agent' | 'group'; id: string } | undefined;
    do {
      const page = await application.listDifferences(caller, { from, after, limit: 2 });
      told.push(...page.differences.map(({ name, became }) => `${name} ${became}`));
      after = page.next;
    } while (after !== undefined);
    const agents = ['a', 'b', 'c'].map((name) => `${name}@example.com came`);
    expect(told).toEqual(['A came', 'B came', ...agents]);
  });
});
