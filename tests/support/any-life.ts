import fc from 'fast-check';
import type { Application } from '../../src/application/application.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import type { AgentId, GroupId } from '../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../src/domain/shared/instant.ts';

/** What is there to be changed next; also what is gone by now. */
interface Actors {
  readonly application: Application;
  /** Somebody here. */
  readonly caller: Caller;
  /** The company's directory. */
  readonly directory: Caller;
  readonly agents: AgentId[];
  readonly groups: GroupId[];
  now(): Instant;
}

/** Something that happens in an account. What is refused changes nothing. */
type Happening = (actors: Actors) => Promise<unknown>;

const team = fc.constantFrom('red', 'Red', 'blue', 'green', '');
const role = fc.constantFrom([], [{ value: 'agent' }], [{ value: 'manager' }], [{ value: 'admin' }]);
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const attributes = fc.record(
  {
    displayName: fc.constantFrom('Ada', 'Bob', 'Şule'),
    externalId: fc.constantFrom('00u1', '00u2'),
    name: fc.constantFrom({ givenName: 'Ada' }, { givenName: 'Ada', familyName: 'L' }, {}),
    profile: fc.record(
      { team, 'cost.center': fc.nat(2), squad: fc.subarray(['x', 'y']) },
      { requiredKeys: [] },
    ),
    directory: fc.record(
      {
        ...{ title: team, reason: team, roles: role, 'a.b': team, a: fc.constantFrom({ b: 'c' }, {}) },
        [enterprise]: fc.constantFrom({ department: 'R&D', manager: { value: '7' } }, { 'de.pt': 'x' }),
        'urn:plain': team,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const one = <Id>(ids: readonly Id[], place: number): Id => ids[place % Math.max(1, ids.length)] as Id;
const place = fc.nat(30);
const rule = fc.constantFrom(
  'profile.team eq "red"',
  'profile.team sw "b" or title pr',
  'roles.value eq "manager"',
  'not (profile.team eq "green")',
);
const groupName = fc.constantFrom('Alpha', 'Beta', 'Gamma', 'Team red');

const provision = fc.tuple(fc.nat(11), attributes).map(
  ([number, given]): Happening =>
    async ({ application, directory, agents }) => {
      const desired = { userName: `agent-${number}@example.com`, active: true, ...given };
      const { agent } = await application.provisionAgent(directory, { desired });
      agents.push(agent.state.id);
    },
);

const revise = fc.tuple(place, attributes, fc.option(fc.boolean(), { nil: undefined }), fc.boolean()).map(
  ([which, given, active, isPut]): Happening =>
    ({ application, directory, agents }) =>
      application.reviseAgent(directory, {
        id: one(agents, which),
        revise: (agent) => {
          const { userName, ...current } = agent.desired();
          return isPut ? { userName, active, ...given } : { userName, ...current, ...given };
        },
      }),
);

const decide = fc
  .tuple(
    fc.constantFrom('deactivateAgent', 'reactivateAgent', 'removeAgent'),
    place,
    fc.option(fc.constant('why'), { nil: undefined }),
  )
  .map(
    ([decision, which, reason]): Happening =>
      ({ application, caller, agents }) =>
        application[decision as 'removeAgent'](caller, { id: one(agents, which), reason }),
  );

const createGroup = fc
  .tuple(groupName, fc.boolean(), fc.constantFrom('agents' as const, 'users' as const), fc.array(place))
  .map(
    ([displayName, isPushed, kind, members]): Happening =>
      async (actors) => {
        const { application, agents, groups } = actors;
        const ids = [...new Set(members.map((which) => one(agents, which)))];
        const caller = isPushed ? actors.directory : actors.caller;
        const creation = { desired: { displayName, externalId: 'g' }, members: ids, kind };
        groups.push((await application.createGroup(caller, creation)).group.state.id);
      },
  );

const reviseGroup = fc
  .tuple(place, fc.option(groupName), fc.constantFrom('add' as const, 'remove' as const), fc.array(place))
  .map(
    ([which, displayName, kind, members]): Happening =>
      async (actors) => {
        const { application, agents, groups } = actors;
        const ids = [...new Set(members.map((member) => one(agents, member)))];
        for (const caller of [actors.caller, actors.directory])
          await unlessRefused(() =>
            application.reviseGroup(caller, {
              id: one(groups, which),
              withMembers: false,
              revise: (current) => ({
                desired: displayName === null ? current.desired() : { displayName },
                membership: [{ kind, ids }],
              }),
            }),
          );
      },
  );

const removeGroup = place.map(
  (which): Happening =>
    async ({ application, caller, directory, groups }) => {
      for (const by of [caller, directory])
        await unlessRefused(() => application.removeGroup(by, { id: one(groups, which) }));
    },
);

const governByRule = fc
  .tuple(
    ...[groupName, rule, place, fc.boolean()],
    ...[fc.subarray([0, 1, 2]), fc.constantFrom('agents' as const, 'users' as const)],
  )
  .map(
    (given): Happening =>
      async ({ application, caller, agents, groups }) => {
        const [displayName, text, which, isNew, listed, kind] = given as [
          ...[string, string, number, boolean],
          ...[readonly number[], 'agents' | 'users'],
        ];
        const always = listed.map((at) => one(agents, at));
        const desired = { text, always: [...new Set(always)], includesDeactivated: which % 2 === 0 };
        if (!isNew)
          return application.changeGroupRule(caller, { id: one(groups, which), revise: () => desired });
        const made = await application.createRuleGroup(caller, {
          ...{ desired: { displayName }, kind },
          rule: desired,
        });
        return groups.push(made.group.state.id);
      },
  );

const except = fc
  .tuple(
    place,
    place,
    fc.constantFrom('always' as const, 'never' as const),
    fc.option(fc.integer({ min: 1, max: 9000 })),
  )
  .map(
    ([which, agent, belongs, milliseconds]): Happening =>
      (actors) => {
        const { application, caller, agents, groups, now } = actors;
        const until = milliseconds === null ? undefined : instantPlus(now(), milliseconds);
        // Most groups have no rule.
        const some = [which, which + 1, which + 2, which + 3].map((at) => one(groups, at));
        return firstOf(some, (id) =>
          application.setRuleException(caller, {
            ...{ id, agentId: one(agents, agent), belongs, until },
            reason: 'why',
          }),
        );
      },
  );

const endException = fc.tuple(place, place).map(
  ([which, agent]): Happening =>
    ({ application, caller, agents, groups }) =>
      application.endRuleException(caller, { id: one(groups, which), agentId: one(agents, agent) }),
);

const templates = fc.tuple(fc.boolean(), fc.constantFrom('profile.team', 'title', 'profile.squad')).map(
  ([isEnd, attribute]): Happening =>
    async ({ application, caller }) => {
      const [first] = await application.listGroupTemplates(caller, {});
      if (isEnd && first !== undefined)
        return application.removeGroupTemplate(caller, { id: first.state.id });
      return application.createGroupTemplate(caller, { attribute, namePattern: 'Team {value}' });
    },
);

const attributeDecisions = fc.tuple(fc.constantFrom('team', 'squad', 'crew', 'cost.center'), fc.nat(4)).map(
  ([name, what]): Happening =>
    ({ application, caller }) => {
      if (what === 0) return application.declareProfileAttribute(caller, { name, declaration: null });
      if (what === 1) return application.renameProfileAttribute(caller, { from: name, to: 'crew' });
      if (what === 2) return application.retireProfileAttribute(caller, { name, retired: true });
      if (what === 3) return application.retireProfileAttribute(caller, { name, retired: false });
      return application.declareProfileAttribute(caller, { name, declaration: { displayName: 'Name' } });
    },
);

const roles = fc.tuple(place, place, fc.nat(4)).map(
  ([which, agent, what]): Happening =>
    ({ application, caller, agents, groups }) => {
      const id = one(groups, which);
      const grant = { id, agentId: one(agents, agent) };
      if (what === 0) return application.withdrawRoleFromGroup(caller, { id });
      if (what === 1) return application.grantGroup(caller, grant);
      if (what === 2) return application.withdrawGroupGrant(caller, grant);
      return application.giveRoleToGroup(caller, { id, role: what === 3 ? 'manager' : 'grader' });
    },
);

/** So many things that happen one after the other. */
export const anyLife = (happenings: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: provision },
      { weight: 6, arbitrary: revise },
      { weight: 3, arbitrary: decide },
      { weight: 3, arbitrary: createGroup },
      { weight: 4, arbitrary: reviseGroup },
      { weight: 1, arbitrary: removeGroup },
      { weight: 3, arbitrary: governByRule },
      { weight: 3, arbitrary: except },
      endException,
      templates,
      attributeDecisions,
      roles,
    ),
    { minLength: happenings, maxLength: happenings },
  );

async function firstOf(ids: readonly GroupId[], work: (id: GroupId) => Promise<unknown>): Promise<void> {
  let isDone = false;
  for (const id of ids)
    if (!isDone)
      await unlessRefused(async () => {
        await work(id);
        isDone = true;
      });
}

export async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
