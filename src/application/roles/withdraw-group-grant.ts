import { findGroupToChange } from '../groups/group/find-group.ts';
import { groupTarget } from '../groups/group/group-target.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { GroupGrant } from './role/group-grant.ts';

/**
 * Takes a grant back, also from an agent who was removed; doing so twice changes nothing.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`.
 */
export const withdrawGroupGrant = defineUseCase({
  name: 'WithdrawGroupGrant',
  permission: 'grants:write',
  kind: 'changes',
  inClosedAccount: true,
  input: GroupGrant,
  target: groupTarget,
  run: async ({ groups, policy }, _, { id, agentId, ifVersion }, { at, attempt }) => {
    const group = await findGroupToChange(groups, { id, ifVersion }, attempt);
    if (group.state.governedBy === 'rule') await policy.beginChange();
    const change = group.withdrawFrom(agentId, at);
    await groups.store(change);
    return change.state;
  },
});
