import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupState } from '../../../domain/group/group-state.ts';
import { requireFewMembers } from '../../../domain/group/membership.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { type RejectedMembers, rejectedMembers } from './rejected-members.ts';

interface AdmittedMembers {
  /** Each once, in the order of their ids. */
  readonly admitted: readonly GroupMember[];
  /** Those who were removed from the account. */
  readonly removed: readonly RejectedMembers[];
}

/**
 * The first members of a group that is to be made.
 *
 * @throws DomainError `attributeTooLarge`, `memberNotFound`, `nestedGroup`, `roleMissing`.
 */
export async function admittedMembers(
  { groups, journal }: Pick<WriteScope, 'groups' | 'journal'>,
  group: Pick<GroupState, 'id' | 'kind'>,
  members: readonly AgentId[],
): Promise<AdmittedMembers> {
  const ids = [...new Set(members)].sort();
  requireFewMembers(ids.length);
  const candidates = await groups.candidates(group, ids);
  const rejected = await rejectedMembers(ids, candidates, journal);
  const refused = rejected.find(({ reason }) => reason !== 'removed');
  if (refused !== undefined) throw refused.refusal;
  return { admitted: ids.flatMap((id) => candidates.agents.get(id) ?? []), removed: rejected };
}
