import { all } from '../../criteria/criteria.ts';
import { matchCriteria } from '../../criteria/match-criteria.ts';
import type { Agent } from '../agent/agent.ts';
import { agentValues } from '../agent/agent-values.ts';
import { byName, type GroupReference } from '../group/group-reference.ts';
import { type Eligibility, eligibility } from '../group/membership-rule.ts';
import type { GroupId } from '../shared/identifiers.ts';
import type { AccountPolicy } from './account-policy.ts';

/** A group that a template made for a value that the agent has. */
interface GroupOfValue extends GroupReference, Eligibility {}

/** What is stored about an agent's membership; the rest follows from rules. */
export interface StoredMembership {
  /** The groups that name the agent as a member. */
  readonly named: readonly GroupReference[];
  /** The groups of the agent's values, whether or not they take it. */
  readonly ofValues: readonly GroupOfValue[];
}

/** The groups to which the agent belongs, by name: it is named, a rule holds for it, or a template's group takes it. */
export function groupsOfAgent(
  agent: Agent,
  { named, ofValues }: StoredMembership,
  { ruleGroups }: Pick<AccountPolicy, 'ruleGroups'>,
): readonly GroupReference[] {
  const groups = new Map<GroupId, GroupReference>(named.map((group) => [group.id, group]));
  if (ofValues.length > 0 || ruleGroups.all.length > 0) {
    const values = agentValues({ agent }, ruleGroups.attributes);
    const taking = ofValues.filter((group) => matchCriteria(values, all(...eligibility(group))));
    for (const group of [...ruleGroups.of(values), ...taking]) groups.set(group.id, group);
  }
  return byName([...groups.values()].map(({ id, displayName, kind }) => ({ id, displayName, kind })));
}
