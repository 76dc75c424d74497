import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComparisonOperator, Criteria } from '../../src/criteria/criteria.ts';
import { equals } from '../../src/criteria/criteria.ts';
import type { Field } from '../../src/criteria/field.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import { Group } from '../../src/domain/group/group.ts';
import { byName } from '../../src/domain/group/group-reference.ts';
import type { GroupView } from '../../src/domain/group/group-view.ts';
import { ruleCriteria } from '../../src/domain/group/membership-rule.ts';
import { ruleAt } from '../../src/domain/group/rule-exceptions.ts';
import type { AgentView } from '../../src/domain/membership/agent-view.ts';
import { type AgentId, apiTokenId, type GroupId, groupId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { noon } from '../support/agents.ts';
import { anyCriteria, anyDescription, treeOf } from '../support/criteria.ts';
import { onEachDatabase } from '../support/databases.ts';
import { groupValues } from '../support/group-values.ts';
import { serverOn } from '../support/start-server.ts';

const role = fc.constantFrom(
  [],
  [{ value: 'Agent' }],
  [{ value: 'manager' }],
  [{ value: 'agent' }, { value: 'qa' }],
);
const description = fc
  .tuple(anyDescription, role)
  .map(([described, roles]) => ({ ...described, directory: { ...described.directory, roles } }));
const anyRule = fc.record({
  criteria: anyCriteria,
  kind: fc.constantFrom('agents' as const, 'agents' as const, 'users' as const),
  always: fc.subarray([0, 1, 2], { maxLength: 2 }),
  never: fc.subarray([3, 4], { maxLength: 1 }),
  ended: fc.subarray([0, 1, 2, 3, 4]),
  includesDeactivated: fc.boolean(),
});
const sample = fc.record({
  agents: fc.array(description, { minLength: 8, maxLength: 8 }),
  rules: fc.array(anyRule, { minLength: 6, maxLength: 6 }),
  templateKind: fc.constantFrom('agents' as const, 'users' as const),
  templateIncludesDeactivated: fc.boolean(),
  revisions: fc.array(fc.tuple(fc.nat({ max: 7 }), description), { minLength: 5, maxLength: 5 }),
});

const longAgo = instantOf(new Date(0));
const farAhead = instantOf(new Date('2999-01-01'));

const directory = { kind: 'token', id: apiTokenId(crypto.randomUUID()), name: 'Okta' } as const;

onEachDatabase('membership by rule', (product) => {
  const server = serverOn(product);

  async function accountWith({
    agents,
    rules,
    ...template
  }: typeof sample extends fc.Arbitrary<infer T> ? T : never) {
    const { application, unitOfWork } = server();
    const { caller } = await server().openAccount();
    const ids: AgentId[] = [];
    for (const [index, described] of agents.entries()) {
      const desired = { userName: `agent-${index}@example.com`, active: true, ...described, emails: [] };
      ids.push((await application.provisionAgent(caller, { desired })).agent.state.id);
    }
    for (const [index, { criteria, kind, always, never, ended, includesDeactivated }] of rules.entries()) {
      const listed = (list: number[]) => list.flatMap((at) => ids[at] ?? []);
      const rule = {
        text: 'any',
        criteria,
        always: listed(always),
        never: listed(never),
        terms: Object.fromEntries(
          ids.map((id, at) => [id, { until: ended.includes(at) ? longAgo : farAhead }]),
        ),
        includesDeactivated,
      };
      const nature = { kind, rule, joined: 0 };
      const id = groupId(crypto.randomUUID());
      const change = Group.createByRule(id, caller.accountId, { displayName: `Rule ${index}` }, nature, noon);
      await unitOfWork.transact(caller, async ({ groups, policy }) => {
        await policy.beginChange();
        await groups.store(change);
      });
    }
    const pushed = { desired: { displayName: 'Pushed' }, members: ids.slice(0, 3) };
    await application.createGroup({ ...caller, principal: directory }, pushed);
    await application.declareProfileAttribute(caller, { name: 'team', declaration: {} });
    await application.createGroupTemplate(caller, {
      attribute: 'profile.TEAM',
      namePattern: 'Team {value}',
      kind: template.templateKind,
      includesDeactivated: template.templateIncludesDeactivated,
    });
    return { caller, ids };
  }
  type Made = Awaited<ReturnType<typeof accountWith>>;

  const listAgents = async ({ caller }: Made, criteria?: Criteria) =>
    server().application.listAgents(caller, { criteria, limit: 1000 });
  const listGroups = async ({ caller }: Made, criteria?: Criteria) =>
    server().application.listGroups(caller, { criteria, limit: 1000, withMembers: true });

  /** Who belongs to which group, found out in memory. */
  async function expectedOf(made: Made) {
    const agents = (await listAgents(made)).resources.map(({ agent }) => agent);
    const groups = (await listGroups(made)).resources;
    const membersOf = ({ group, members = [] }: GroupView) => {
      const { rule, kind, governedBy } = group.state;
      if (rule === undefined) return { governedBy, members: members.map(({ id }) => id) };
      const holds = agents.filter((agent) =>
        matchCriteria(agentValues({ agent }), ruleCriteria(ruleAt(rule, noon), kind)),
      );
      return { governedBy, members: holds.map(({ state }) => state.id).sort() };
    };
    const members = new Map(groups.map((view) => [view.group.state.id, membersOf(view).members]));
    const views = agents.map((agent): AgentView => {
      const own = groups.filter(({ group: { state } }) => members.get(state.id)?.includes(agent.state.id));
      const references = own.map(
        ({
          group: {
            state: { id, displayName, kind },
          },
        }) => ({ id, displayName, kind }),
      );
      return { agent, groups: byName(references) };
    });
    return { agents, groups, members, views };
  }

  async function expectAgreement(made: Made) {
    const { groups, members, views } = await expectedOf(made);
    expect((await listAgents(made)).resources).toEqual(views);
    for (const { agent, groups: own } of views) {
      const read = await server().application.readAgent(made.caller, { id: agent.state.id });
      expect(read).toEqual({ agent, groups: own });
    }
    for (const view of groups) {
      const { id } = view.group.state;
      const expected = members.get(id);
      expect(view.members?.map((member) => member.id)).toEqual(expected);
      const listed = await listAgents(made, equals(agentFields.groupId, id));
      expect(listed.resources.map(({ agent }) => agent.state.id)).toEqual(expected);
      expect(listed.total).toBe(expected?.length);
    }
    return { groups, views };
  }

  const operator = fc.constantFrom<ComparisonOperator>(
    'equals',
    'contains',
    'startsWith',
    'greater',
    'lessOrEqual',
  );
  const criteriaOn = (path: 'groups' | 'members', values: readonly string[]) => {
    const field = fc.constantFrom<Field>(
      { path: `${path}.value`, type: 'text', caseExact: true },
      { path: `${path}.display`, type: 'text', caseExact: false },
    );
    const leaf: fc.Arbitrary<Criteria> = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('compare' as const),
          field,
          operator,
          value: fc.constantFrom(...values),
        }),
      },
      field.map((present): Criteria => ({ kind: 'present', field: present })),
    );
    const element = treeOf(leaf, 2).map((of): Criteria => ({ kind: 'element', path, of }));
    return treeOf(fc.oneof({ weight: 4, arbitrary: leaf }, element), 2);
  };

  test('is the same in every list, every count, every filter and in memory', async () => {
    const runs = product.name === 'SQLite' ? 12 : 4;
    await fc.assert(
      fc.asyncProperty(sample, fc.infiniteStream(fc.nat({ max: 2 ** 31 - 1 })), async (account, seeds) => {
        const made = await accountWith(account);
        const { groups, views } = await expectAgreement(made);
        const groupTexts = groups.flatMap(({ group: { state } }) => [
          state.id,
          state.displayName,
          state.displayName.slice(0, 5),
        ]);
        const agentTexts = views.flatMap(({ agent: { state } }) => [state.id, state.userName, 'AGENT']);
        const seed = seeds.next().value as number;
        for (const criteria of fc.sample(criteriaOn('groups', ['', ...groupTexts]), { numRuns: 12, seed })) {
          const found = (await listAgents(made, criteria)).resources.map(({ agent }) => agent.state.id);
          const expected = views.filter((view) => matchCriteria(agentValues(view), criteria));
          expect(found, JSON.stringify(criteria)).toEqual(expected.map(({ agent }) => agent.state.id));
        }
        for (const criteria of fc.sample(criteriaOn('members', ['', ...agentTexts]), { numRuns: 12, seed })) {
          const found = (await listGroups(made, criteria)).resources.map(({ group }) => group.state.id);
          const expected = groups.filter((view) => matchCriteria(groupValues(view), criteria));
          expect(found, JSON.stringify(criteria)).toEqual(expected.map(({ group }) => group.state.id));
        }
      }),
      { numRuns: runs },
    );
  });

  test('changes with the agent at once, and the journal says of everybody who joined and left', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async (account) => {
        const made = await accountWith(account);
        for (const [at, described] of account.revisions) {
          const id = made.ids[at];
          if (id === undefined) continue;
          const before = await expectedOf(made);
          const revised = await server().application.reviseAgent(made.caller, {
            id,
            revise: (current) => ({ ...current.desired(), ...described, emails: [] }),
          });
          const { views } = await expectAgreement(made);
          const after = views.find(({ agent }) => agent.state.id === id);
          expect(revised.groups).toEqual(after?.groups);
          const old = before.views.find(({ agent }) => agent.state.id === id);
          await expectJournaled(made, id, old?.groups ?? [], after?.groups ?? [], before.groups);
        }
        const { ids, caller } = made;
        for (const id of ids) await server().application.removeAgent(caller, { id });
        const left = (await listGroups(made)).resources.map(({ group }) => group.state);
        expect(left.filter(({ origin }) => origin !== undefined)).toEqual([]);
      }),
      { numRuns: product.name === 'SQLite' ? 8 : 3 },
    );
  });

  /** The newest entries about the agent, as far as the last change reaches. */
  async function expectJournaled(
    { caller }: Made,
    id: AgentId,
    old: NonNullable<AgentView['groups']>,
    now: NonNullable<AgentView['groups']>,
    groupsBefore: readonly GroupView[],
  ) {
    const entries = await server().application.readAuditLog(caller, { limit: 200, targetId: id });
    const moved = (action: string) =>
      entries
        .slice(
          0,
          entries.findIndex(({ action: one }) => !one.endsWith('Group')),
        )
        .filter((entry) => entry.action === action)
        .map(({ changes }) => {
          const group = changes.find(({ path }) => path === 'group.id');
          return (group?.to ?? group?.from) as GroupId;
        })
        .sort();
    const named = new Set(
      groupsBefore
        .filter(({ group }) => group.state.governedBy !== 'rule')
        .map(({ group }) => group.state.id),
    );
    const difference = (left: typeof old, right: typeof old) =>
      left
        .filter((one) => !named.has(one.id) && !right.some((other) => other.id === one.id))
        .map((one) => one.id)
        .sort();
    expect(moved('AgentJoinedGroup')).toEqual(difference(now, old));
    expect(moved('AgentLeftGroup')).toEqual(difference(old, now));
  }
});
