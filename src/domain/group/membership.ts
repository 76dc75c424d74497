import { DomainError } from '../shared/domain-error.ts';
import type { AgentId } from '../shared/identifiers.ts';
import { groupLimits } from './group-limits.ts';

/** Who joins and who leaves; only agents who were not, or were, members. */
export interface MembershipChange {
  readonly joined: readonly AgentId[];
  readonly left: readonly AgentId[];
}

/** One step of a change. To add who is a member, and to remove who is none, changes nothing. */
export type MembershipStep =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly ids: readonly AgentId[] }
  | { readonly kind: 'clear' };

/**
 * What the steps, taken in order, change.
 *
 * @param members - who belongs to the group; where nobody is replaced and nothing cleared, of those that the steps
 * name is enough.
 */
export function membershipChange(
  steps: readonly MembershipStep[],
  members: ReadonlySet<AgentId>,
): MembershipChange {
  const after = new Set(members);
  for (const step of steps) {
    if (step.kind === 'replace' || step.kind === 'clear') after.clear();
    if (step.kind === 'clear') continue;
    for (const id of step.ids) {
      if (step.kind === 'remove') after.delete(id);
      else after.add(id);
    }
  }
  return {
    joined: [...after].filter((id) => !members.has(id)),
    left: [...members].filter((id) => !after.has(id)),
  };
}

/** @throws DomainError `attributeTooLarge`. */
export function requireFewMembers(count: number): void {
  if (count <= groupLimits.membersPerChangeMax) return;
  throw new DomainError(
    'attributeTooLarge',
    `The change concerns ${count} members; allowed are at most ${groupLimits.membersPerChangeMax} at once. Make it in several steps.`,
    { attribute: 'members' },
  );
}
