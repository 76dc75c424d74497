import { foldCase } from '../../../criteria/fold-case.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { AssignableRole } from '../../../domain/role/role.ts';
import { groupNameUnknown } from '../../groups/group/find-group.ts';
import { requirePermission } from '../../requester/require-permission.ts';
import { requireFewGivingRoles } from '../../roles/role/require-few-giving-roles.ts';
import type { RolesConfiguration } from './account-configuration.ts';
import { type Applying, atPath } from './differences.ts';
import { requireUniqueNames } from './unique-names.ts';

const section = 'roles';
const givenPath = (index: number) => `${section}.given.${index}`;

/** Which groups give their members a role; whoever changes that needs the permission for it besides. */
export async function applyRoles(
  applying: Applying,
  { prune = false, given = [] }: RolesConfiguration = {},
): Promise<void> {
  requireUniqueNames(given.map(({ group }, index) => [givenPath(index), group]));
  if (given.length === 0 && !prune) return;
  const { scope } = applying;
  const names = new Set(given.map(({ group }) => foldCase(group)));
  const { roleGroups } = await scope.policy.current();
  const others = prune ? roleGroups.filter(({ displayName }) => !names.has(foldCase(displayName))) : [];
  for (const group of await scope.groups.named(others.map(({ displayName }) => displayName))) {
    await atPath(section, () => give(applying, section, group, undefined));
  }
  const named = new Map(
    (await scope.groups.named([...names])).map((group) => [foldCase(group.state.displayName), group]),
  );
  let giving = roleGroups.length - others.length;
  for (const [index, { group: name, role }] of given.entries()) {
    const path = givenPath(index);
    await atPath(path, async () => {
      const group = named.get(foldCase(name));
      if (group === undefined) throw groupNameUnknown(name);
      if (group.state.givesRole === undefined) requireFewGivingRoles(giving++);
      await give(applying, path, group, role);
    });
  }
}

async function give(
  { scope, caller, context, differences }: Applying,
  path: string,
  group: Group,
  role: AssignableRole | undefined,
): Promise<void> {
  const change = group.giveRole(role, context.at);
  if (change.events.length === 0) return;
  requirePermission(context.attempt.action, 'roles:write', caller.principal);
  await scope.groups.store(change);
  const isNew = group.state.givesRole === undefined;
  differences.add(path, isNew ? 'added' : role === undefined ? 'removed' : 'changed', change);
}
