import { isDeepStrictEqual as equals } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenStorage } from '../../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application } from '../../../src/application/application.ts';
import type { Difference } from '../../../src/application/past/difference/difference.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { type Criteria, equals as equalTo } from '../../../src/criteria/criteria.ts';
import { isJsonObject, type JsonObject } from '../../../src/criteria/json.ts';
import { agentFields, profileField } from '../../../src/domain/agent/agent-fields.ts';
import { groupFields } from '../../../src/domain/group/group-fields.ts';
import type { GroupView } from '../../../src/domain/group/group-view.ts';
import type { AgentView } from '../../../src/domain/membership/agent-view.ts';
import { type AgentId, apiTokenId, type GroupId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';
import { anyLife, unlessRefused } from '../../support/any-life.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

const viewOf = ({ agent, groups }: AgentView) => {
  const { version: _, staleFormattedName: __, ...state } = agent.state;
  return { ...state, directory: withoutEmpty(state.directory), groups };
};

/** An attribute without sub-attributes is none (RFC 7643 section 2.5), and the journal does not tell of it. */
const withoutEmpty = (directory: JsonObject) =>
  Object.fromEntries(
    Object.entries(directory).filter(([, value]) => !isJsonObject(value) || Object.keys(value).length > 0),
  );

/** All that is told of an account, as it is or as it was. */
async function told(application: Application, caller: Caller, at?: Instant) {
  const agents = await application.listAgents(caller, { limit: 1000, withGroups: true, at });
  const listed = await application.listGroups(caller, { limit: 1000, at });
  const groups = [];
  for (const { group } of listed.resources) {
    const { version: _, grantedTo, ...state } = group.state;
    const read = await application.readGroup(caller, { id: state.id, withMembers: true, at });
    const members = read.members?.map(({ id, userName }) => `${id} ${userName}`);
    groups.push({ ...state, grantedTo: grantedTo.toSorted(), members });
  }
  const explained = [];
  for (const { agent } of agents.resources.slice(0, 3)) {
    const { id } = agent.state;
    const memberships = await application.explainGroupsOfAgent(caller, { id, at });
    const reasons = memberships.map(({ group, because, exception }) => [group.state.id, because, exception]);
    explained.push([viewOf(await application.readAgent(caller, { id, at })), reasons]);
  }
  const { total } = agents;
  return {
    ...{ total, agents: agents.resources.map(viewOf), groups: groups.toSorted(byId), explained },
    ...{ inOrder: await inOrder(application, caller, at), decided: await decided(application, caller, at) },
    found: await found(application, caller, { agents: agents.resources, groups: listed.resources }, at),
  };
}

/** Lists in other orders than that of birth, and of groups with their members. */
async function inOrder(application: Application, caller: Caller, at?: Instant) {
  const lists = [];
  for (const [field, descending] of orders) {
    const ordering = { field, descending };
    const { resources } = await application.listAgents(caller, { limit: 1000, ordering, at });
    lists.push(resources.map(({ agent }) => agent.state.id));
  }
  const ordering = { field: groupFields.displayName, descending: true };
  const groups = await application.listGroups(caller, { limit: 1000, ordering, withMembers: true, at });
  return [...lists, groups.resources.map(({ group, members }) => [group.state.id, members])];
}

/** Who is found by a group, and which groups by a member. */
async function found(
  application: Application,
  caller: Caller,
  there: { readonly agents: readonly AgentView[]; readonly groups: readonly GroupView[] },
  at?: Instant,
) {
  const all = { limit: 1000, at };
  const having = async (criteria: Criteria) =>
    (await application.listGroups(caller, { ...all, criteria })).resources
      .map(({ group }) => group.state.id)
      .toSorted();
  const within = async (criteria: Criteria) =>
    (await application.listAgents(caller, { ...all, criteria })).resources.map(({ agent }) => agent.state.id);
  const [oneAgent, oneGroup] = [there.agents.at(-1), there.groups.at(-1)];
  const questions = [
    having({ kind: 'present', field: groupFields.memberId }),
    having({
      kind: 'not',
      of: { kind: 'compare', field: groupFields.memberName, operator: 'contains', value: '1@' },
    }),
    within({ kind: 'present', field: agentFields.groupId }),
    ...(oneAgent === undefined ? [] : [having(equalTo(groupFields.memberId, oneAgent.agent.state.id))]),
    ...(oneAgent === undefined
      ? []
      : [having(equalTo(groupFields.memberName, oneAgent.agent.state.userName))]),
    ...(oneGroup === undefined ? [] : [within(equalTo(agentFields.groupId, oneGroup.group.state.id))]),
  ];
  return Promise.all(questions);
}

/** Templates, and what was decided of custom attributes. */
async function decided(application: Application, caller: Caller, at?: Instant) {
  const templates = await application.listGroupTemplates(caller, { at });
  const attributes = await application.listProfileAttributes(caller, { at });
  return [
    ...templates.map(({ state }) => state),
    ...attributes
      .map(({ types: _, multiValued: __, lastSeenAt: ___, ...decision }) => decision)
      // One that was never seen, and of which nothing is decided any more, the log does not tell.
      .filter(({ name: _, ...decision }) => Object.values(decision).some((value) => value !== undefined)),
  ];
}

type Told = Awaited<ReturnType<typeof told>>;

/** What differs between two accounts of what was, each difference as a text. */
function between(before: Told, after: Told): readonly string[] {
  const told = (['agents', 'groups'] as const).flatMap((what) => {
    const [old, now] = [before, after].map(
      (one) => new Map(one[what].map((each) => [each.id as string, each])),
    ) as [Map<string, object>, Map<string, object>];
    return [...new Set([...old.keys(), ...now.keys()])].map((id) => {
      const became = !old.has(id) ? 'came' : !now.has(id) ? 'went' : 'there';
      return { id, became, isOther: !equals(essence(old.get(id)), essence(now.get(id))) };
    });
  });
  const groupsOf = ({ agents }: Told) =>
    new Set(agents.flatMap(({ id, groups = [] }) => groups.map((group) => `${id} ${group.id}`)));
  const [old, now] = [groupsOf(before), groupsOf(after)];
  return [
    ...told.filter(({ isOther }) => isOther).map(({ id, became }) => `${id} ${became}`),
    ...[...now].filter((one) => !old.has(one)).map((one) => `${one} joined`),
    ...[...old].filter((one) => !now.has(one)).map((one) => `${one} left`),
  ].toSorted();
}

/** What people see of an agent or a group by itself. */
function essence(one: object | undefined) {
  if (one === undefined) return undefined;
  const { lastModifiedAt: _, groups: __, members: ___, ...others } = one as Record<string, unknown>;
  return others;
}

const inShort = ({ id, became, memberships }: Difference): readonly string[] => [
  ...(became === 'same' ? [] : [`${id} ${became === 'changed' ? 'there' : became}`]),
  ...memberships.map((membership) => `${id} ${membership.group.id} ${membership.became}`),
];

/** Each difference has an entry that tells why, or is an exception that ended by itself. */
const isUnexplained = ({ became, causes, memberships }: Difference): boolean =>
  (became !== 'same' && causes.length === 0) ||
  memberships.some((one) => one.causes.length === 0 && one.exceptionEndedAt === undefined);

const orders = [
  [agentFields.userName, true],
  [{ path: 'title', type: 'text', caseExact: false }, false],
  [profileField('team'), true],
  [{ path: 'profile.cost.center', type: 'any', caseExact: false }, false],
] as const;

const byId = (left: { readonly id: string }, right: { readonly id: string }) => (left.id < right.id ? -1 : 1);

onEachDatabase('the past', (product) => {
  const stage = stageOn(product);
  let now: Instant = noon;
  const clock = { now: () => now };
  let opened: OpenStorage;
  let application: Application;
  beforeAll(() => {
    opened = openDatabase(stage().url, 4, undefined, clock);
    application = applicationOn(opened, { clock });
  });
  afterAll(() => opened.storage.close());

  test('is told at each time as it was told then', { timeout: 300_000 }, async () => {
    const numRuns = product.name === 'SQLite' ? 25 : 4;
    await fc.assert(
      fc.asyncProperty(anyLife(40), async (happenings) => {
        const ssoIssuer = 'https://acme.okta.example';
        const { id } = (await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer })).state;
        const caller = callerIn(id);
        const token = { kind: 'token', id: apiTokenId(crypto.randomUUID()), name: 'Okta' } as const;
        const directory = { ...caller, principal: token };
        const agents: AgentId[] = [];
        const groups: GroupId[] = [];
        const actors = { application, caller, directory, agents, groups, now: clock.now };
        const snapshots: { at: Instant; told: Awaited<ReturnType<typeof told>> }[] = [];
        for (const [index, happen] of happenings.entries()) {
          now = instantPlus(now, 1000);
          await unlessRefused(() => happen(actors));
          now = instantPlus(now, 500);
          if (index % 5 === 0) snapshots.push({ at: now, told: await told(application, caller) });
        }
        now = instantPlus(now, 1000);
        for (const [index, { at, told: before }] of snapshots.entries()) {
          expect(await told(application, caller, at), at).toEqual(before);
          const { at: to, told: after } = snapshots[(index * 3 + 2) % snapshots.length] ?? {
            at,
            told: before,
          };
          if (to < at) continue;
          const { differences } = await application.listDifferences(caller, { from: at, to, limit: 1000 });
          expect(differences.flatMap(inShort).toSorted(), `${at} ${to}`).toEqual(between(before, after));
          expect(differences.filter(isUnexplained)).toEqual([]);
        }
      }),
      // A life is not made shorter in minutes.
      { numRuns, endOnFailure: true },
    );
  });
});
