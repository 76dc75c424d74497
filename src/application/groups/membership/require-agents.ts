import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Candidates } from '../../ports/group-repository.ts';

/** @throws DomainError `memberNotFound`, `nestedGroup`, `roleMissing`, naming the first who cannot be a member. */
export function requireAgents(ids: Iterable<AgentId>, { agents, groups, withoutRole }: Candidates): void {
  for (const id of ids) {
    if (agents.has(id) && !withoutRole.has(id)) continue;
    const member = JSON.stringify(id.slice(0, 80));
    if (withoutRole.has(id)) {
      const message = `${agents.get(id)?.userName} (${id}) has no role above agent, and the group is for people who have one. Give a role in the directory first.`;
      throw new DomainError('roleMissing', message, { attribute: 'members', member: id });
    }
    if (groups.has(id)) {
      const message = `${member} is a group and cannot be a member: groups hold agents only. Add the group's members instead.`;
      throw new DomainError('nestedGroup', message, { attribute: 'members', member: id });
    }
    const message = `There is no agent ${member} in this account, so it cannot be a member of the group.`;
    throw new DomainError('memberNotFound', message, { attribute: 'members', member: id });
  }
}
