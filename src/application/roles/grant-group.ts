import { requireAgent } from '../agents/agent/find-agent.ts';
import { findGroup } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { GroupGrant } from './role/group-grant.ts';

/**
 * Lets an agent, while a limited administrator, say who belongs to a group; doing so twice changes nothing.
 *
 * @throws DomainError `groupNotFound`, `agentNotFound`, `attributeTooLarge`.
 */
export const grantGroup = defineUseCase({
  name: 'GrantGroup',
  permission: 'grants:write',
  kind: 'changes',
  input: GroupGrant,
  target: groupTarget,
  run: async ({ agents, groups, policy }, _, { id, agentId }, { at, attempt }) => {
    const group = await findGroup(groups, id, attempt);
    await requireAgent(agents, agentId);
    if (group.state.governedBy === 'rule') await policy.beginChange();
    const change = group.grantTo(agentId, at);
    await groups.store(change);
    return change.state;
  },
});
