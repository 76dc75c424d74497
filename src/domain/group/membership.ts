import { DomainError } from '../shared/domain-error.ts';
import type { AgentId } from '../shared/identifiers.ts';
import { groupLimits } from './group-limits.ts';

/** Who joins and who leaves; only agents who were not, or were, members. */
export interface MembershipChange {
  readonly joined: readonly AgentId[];
  readonly left: readonly AgentId[];
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

/** As the journal names them: a list of nobody is no value. */
export const memberValues = (ids: readonly AgentId[]) => (ids.length === 0 ? undefined : ids);
