import { requireAgent } from '../agents/agent/find-agent.ts';
import { findGroupToChange } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { GroupGrant } from './role/group-grant.ts';

/**
 * Lets an agent, while a limited administrator, say who belongs to a group; doing so twice changes nothing.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`, `agentNotFound`, `attributeTooLarge`.
 */
export const grantGroup = defineUseCase({
  name: 'GrantGroup',
  permission: 'grants:write',
  kind: 'changes',
  input: GroupGrant,
  target: groupTarget,
  run: async ({ agents, groups, policy }, _, { id, agentId, ifVersion }, { at, attempt }) => {
    const group = await findGroupToChange(groups, { id, ifVersion }, attempt);
    await requireAgent(agents, agentId);
    if (group.state.governedBy === 'rule') await policy.beginChange();
    const change = group.grantTo(agentId, at);
    await groups.store(change);
    return change.state;
  },
});
