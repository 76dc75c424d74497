import type { AttributeValues } from '../../../criteria/attribute-values.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import { agentValues } from '../../../domain/agent/agent-values.ts';
import { withoutConfidentialValues } from '../../../domain/agent/confidential-values.ts';
import { isAboveAgent } from '../../../domain/agent/role-above-agent.ts';
import { memberOf } from '../../../domain/group/group-member.ts';
import { byName, type GroupKind, type GroupReference } from '../../../domain/group/group-reference.ts';
import { membershipEvents, type RuleMembershipChange } from '../../../domain/group/membership-events.ts';
import type { AccountPolicy } from '../../../domain/membership/account-policy.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { TemplateGroups } from '../../groups/template/template-groups.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

interface WrittenChange extends RuleMembershipChange {
  readonly losesRole: boolean;
}

const noValues: AttributeValues = new Map();

/**
 * Writes an agent, and in the same transaction what follows from the change for groups: the journal says which groups the
 * agent joins and leaves by their rules, and templates make and retire groups. Use cases write agents in this way only.
 *
 * @param groupsBefore - those of the agent, where they are known.
 * @returns the agent with its groups after the change.
 * @throws what `AgentRepository.store` throws.
 */
export async function storeAgent(
  scope: WriteScope,
  identifiers: IdentifierSource,
  change: AgentChange,
  groupsBefore: readonly GroupReference[] = [],
): Promise<AgentView> {
  const [written] = await write(scope, identifiers, [change], (changes) => storeFirst(scope, changes));
  const { joined, left, losesRole } = written ?? { joined: [], left: [], losesRole: false };
  const gone = new Set<string>(left.map(({ id }) => id));
  const stayed = groupsBefore.filter(({ id, kind }) => !gone.has(id) && !(losesRole && kind === 'users'));
  return { agent: change.state, groups: byName([...stayed, ...joined.map(referenceTo)]) };
}

/** The same for many that are newly provisioned, in a few round trips for all of them. */
export async function storeProvisionedAgents(
  scope: WriteScope,
  identifiers: IdentifierSource,
  changes: readonly AgentChange[],
): Promise<readonly AgentView[]> {
  const written = await write(scope, identifiers, changes, (all) => scope.agents.storeProvisioned(all));
  return changes.map(({ state: agent }, index) => ({
    agent,
    groups: byName(written[index]?.joined.map(referenceTo) ?? []),
  }));
}

/** The same for changes of many who are there, without their groups. */
export async function storeRevisedAgents(
  scope: WriteScope,
  identifiers: IdentifierSource,
  changes: readonly AgentChange[],
): Promise<void> {
  await write(scope, identifiers, changes, (all) => scope.agents.storeRevised(all));
}

async function write(
  scope: WriteScope,
  identifiers: IdentifierSource,
  wanted: readonly AgentChange[],
  store: (changes: readonly AgentChange[]) => Promise<void>,
): Promise<readonly WrittenChange[]> {
  const policy = await scope.policy.current();
  const { profileSchema } = policy;
  const changes =
    profileSchema.confidential.size === 0
      ? wanted
      : wanted.map((change) => withoutConfidentialValues(change, profileSchema));
  if (changes.every(({ events }) => events.length === 0)) {
    await store(changes);
    return [];
  }
  const valued = changes.map((change) => ({
    change,
    before: valuesOf(policy, change.before),
    after: valuesOf(policy, change.removes ? undefined : change.state),
  }));
  const templates = new TemplateGroups(scope, policy.templates, identifiers);
  await templates.prepare(valued);
  const memberships = valued.map(({ change, before, after }) => {
    const byRule = ruleMembershipChange(policy, before, after);
    const byTemplate = templates.membershipChange(before, after);
    return {
      joined: [...byRule.joined, ...byTemplate.joined],
      left: [...byRule.left, ...byTemplate.left],
      losesRole: !change.removes && isAboveAgent(before) && !isAboveAgent(after),
    };
  });
  await store(
    changes.map((change, index) => withMembership(change, memberships[index] ?? { joined: [], left: [] })),
  );
  await templates.retireUnused();
  for (const [index, { state, removes }] of changes.entries()) {
    if (removes) await leaveGroups(scope, state);
    else if (memberships[index]?.losesRole) await leaveGroups(scope, state, 'users');
  }
  return memberships;
}

/**
 * An agent that is not there yet, or no longer, belongs to nothing. Of one without roles nobody asks for values where the
 * account has neither rules nor templates.
 */
function valuesOf({ ruleGroups, templates }: AccountPolicy, agent: Agent | undefined): AttributeValues {
  if (agent === undefined) return noValues;
  const isAsked = ruleGroups.all.length > 0 || templates.length > 0 || 'roles' in agent.state.directory;
  return isAsked ? agentValues({ agent }) : noValues;
}

function ruleMembershipChange(
  { ruleGroups }: AccountPolicy,
  before: AttributeValues,
  after: AttributeValues,
): RuleMembershipChange {
  if (ruleGroups.all.length === 0) return { joined: [], left: [] };
  const old = before === noValues ? [] : ruleGroups.of(before);
  const now = after === noValues ? [] : ruleGroups.of(after);
  return {
    joined: now.filter((group) => !old.includes(group)),
    left: old.filter((group) => !now.includes(group)),
  };
}

const withMembership = (change: AgentChange, membership: RuleMembershipChange): AgentChange =>
  change.events.length === 0
    ? change
    : { ...change, events: [...change.events, ...membershipEvents(change, membership)] };

async function storeFirst(scope: WriteScope, [change]: readonly AgentChange[]): Promise<void> {
  if (change !== undefined) await scope.agents.store(change);
}

const referenceTo = ({ id, displayName, kind }: GroupReference): GroupReference => ({
  id,
  displayName,
  kind,
});

/**
 * Takes an agent out of the groups that name it, each of which thereby changes: out of all when it is removed, and out
 * of those of users when it has no role above agent any more. Its row was written before, so that nobody can let it
 * join meanwhile.
 */
async function leaveGroups({ groups }: WriteScope, { state }: Agent, kind?: GroupKind): Promise<void> {
  const left = { joined: [], left: [memberOf(state)] };
  const named = await groups.naming(state.id, kind);
  await groups.storeAll(named.map((group) => group.revise(group.desired(), left, state.lastModifiedAt)));
}
