import { Group } from '../../../domain/group/group.ts';
import { type AgentId, groupId } from '../../../domain/shared/identifiers.ts';
import { agentsNamed } from '../../agents/agent/agents-named.ts';
import { admittedMembers } from '../../groups/membership/admitted-members.ts';
import { membershipOfSteps } from '../../groups/membership/membership-of-steps.ts';
import type { HandGroup } from './account-configuration.ts';
import { type Applying, atPath } from './differences.ts';

/**
 * Makes a group by hand, or gives the one that there is these members.
 *
 * @throws DomainError `agentNotFound`, `roleMissing`, and what `Group.create` and `Group.revise` throw.
 */
export async function applyHandGroup(
  { scope, caller, context, differences }: Applying,
  path: string,
  { name, kind = 'agents', members }: HandGroup,
  group: Group | undefined,
): Promise<void> {
  const ids = members && (await agentsNamed(scope.agents, members, (index) => `${path}.members.${index}`));
  if (group === undefined) {
    const nature = { id: groupId(context.identifiers.next()), kind };
    const { admitted } = await atPath(`${path}.members`, () => admittedMembers(scope, nature, ids ?? []));
    const settings = { kind, governedBy: 'hand' } as const;
    const desired = { displayName: name };
    const change = Group.create(nature.id, caller.accountId, desired, admitted, context.at, settings);
    await scope.groups.store(change);
    differences.add(path, 'added', change);
  } else if (ids !== undefined) {
    const membership = await atPath(`${path}.members`, () => membershipOf(scope, group, ids));
    const change = group.revise(group.desired(), membership, context.at);
    await scope.groups.store(change);
    differences.add(path, 'changed', change);
  }
}

async function membershipOf(scope: Applying['scope'], group: Group, ids: readonly AgentId[]) {
  const steps = [{ kind: 'replace', ids }] as const;
  const { rejected, ...membership } = await membershipOfSteps(scope, group, steps);
  const [first] = rejected;
  if (first !== undefined) throw first.refusal;
  return membership;
}
