import { DomainError, type DomainErrorCode } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { JournalReader, Removal } from '../../ports/event-feed.ts';
import type { Candidates } from '../../ports/group-repository.ts';
import type { LeftOut } from '../../ports/journal-entry.ts';

/** Those who cannot be members of a group, for one reason. */
export interface RejectedMembers {
  readonly reason: Reason;
  /** Of the first of them. */
  readonly refusal: DomainError;
  readonly ids: readonly [AgentId, ...AgentId[]];
}

type Reason = 'removed' | 'roleMissing' | 'nestedGroup' | 'memberNotFound';

/**
 * Who of the ids cannot be a member, in the order in which the first for each reason comes. The journal is asked only
 * about those who are nowhere else.
 */
export async function rejectedMembers(
  ids: readonly AgentId[],
  candidates: Candidates,
  journal: Pick<JournalReader, 'removals'>,
): Promise<readonly RejectedMembers[]> {
  const { agents, groups, withoutRole } = candidates;
  const missing = ids.filter((id) => !agents.has(id) && !groups.has(id));
  const removed: ReadonlyMap<AgentId, Removal> =
    missing.length === 0 ? new Map() : await journal.removals('agent', missing);
  const reasonFor = (id: AgentId): Reason | undefined => {
    if (withoutRole.has(id)) return 'roleMissing';
    if (agents.has(id)) return undefined;
    if (groups.has(id)) return 'nestedGroup';
    return removed.has(id) ? 'removed' : 'memberNotFound';
  };
  const rejected = new Map<Reason, [AgentId, ...AgentId[]]>();
  for (const id of ids) {
    const reason = reasonFor(id);
    if (reason === undefined) continue;
    const others = rejected.get(reason);
    if (others === undefined) rejected.set(reason, [id]);
    else others.push(id);
  }
  return [...rejected].map(([reason, all]) => ({
    reason,
    ids: all,
    refusal: refusalOf(reason, all[0], agents.get(all[0])?.userName ?? removed.get(all[0])?.name),
  }));
}

/** What the journal says where they are left out. */
export function leftOutMembers({ ids, refusal }: RejectedMembers): LeftOut {
  const others = ids.length === 1 ? '' : ` The same is true of ${ids.length - 1} more.`;
  return { path: 'members', code: refusal.code, message: refusal.message + others, members: ids };
}

const codes: Readonly<Record<Reason, DomainErrorCode>> = {
  removed: 'memberNotFound',
  roleMissing: 'roleMissing',
  nestedGroup: 'nestedGroup',
  memberNotFound: 'memberNotFound',
};

function refusalOf(reason: Reason, id: AgentId, userName: string | undefined): DomainError {
  const member = JSON.stringify(id.slice(0, 80));
  const messages: Readonly<Record<Reason, string>> = {
    removed: `${userName} (${id}) was removed, so it cannot be a member of the group.`,
    roleMissing: `${userName} (${id}) has no role above agent, and the group is for people who have one. Give a role in the directory first.`,
    nestedGroup: `${member} is a group and cannot be a member: groups hold agents only. Add the group's members instead.`,
    memberNotFound: `There is no agent ${member} in this account, so it cannot be a member of the group.`,
  };
  return new DomainError(codes[reason], messages[reason], { attribute: 'members', member: id });
}
