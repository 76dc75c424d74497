import type { Group } from '../../../domain/group/group.ts';
import {
  type MembershipChange,
  type MembershipStep,
  membershipChange,
  requireFewMembers,
} from '../../../domain/group/membership.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { GroupRepository } from '../../ports/group-repository.ts';
import { requireAgents } from './require-agents.ts';

/**
 * Who joins and leaves the group by these steps. Its member list is read only where it is replaced or cleared, so
 * that to add one costs the same in a group of any size.
 *
 * @throws DomainError `memberNotFound`, `nestedGroup`, `roleMissing`, `attributeTooLarge`.
 */
export async function membershipOfSteps(
  groups: GroupRepository,
  group: Group,
  steps: readonly MembershipStep[],
): Promise<MembershipChange> {
  const named = idsOf(steps, () => true);
  requireFewMembers(named.size);
  const concernsAll = steps.some(({ kind }) => kind === 'replace' || kind === 'clear');
  const all = concernsAll ? new Set(await groups.memberIds(group.state.id)) : undefined;
  const added = idsOf(steps, ({ kind }) => kind === 'add' || kind === 'replace');
  const asked = all === undefined ? [...named] : [...added].filter((agent) => !all.has(agent));
  const candidates = await groups.candidates(group.state, asked);
  requireAgents(all === undefined ? added : asked, candidates);
  return membershipChange(steps, all ?? candidates.members);
}

const idsOf = (steps: readonly MembershipStep[], isMeant: (step: MembershipStep) => boolean): Set<AgentId> =>
  new Set(steps.filter(isMeant).flatMap((step) => (step.kind === 'clear' ? [] : step.ids)));
