import { all, any, type Criteria, equals } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { AgentChange } from '../agent/agent.ts';
import { agentFields } from '../agent/agent-fields.ts';
import { pushedRoles } from '../agent/pushed-roles.ts';
import type { GroupReference } from '../group/group-reference.ts';
import type { GroupTemplateId } from '../group/group-template.ts';
import { type AssignableRole, highestOf, isAdministrator, type Role } from '../role/role.ts';
import { sameEmailAddress } from '../shared/email-address.ts';
import type { GroupId } from '../shared/identifiers.ts';
import type { AgentView } from './agent-view.ts';

/** A group whose members have a role by belonging to it. */
export interface RoleGroup {
  readonly id: GroupId;
  readonly displayName: string;
  readonly role: AssignableRole;
  /** The template that made the group, where one did. */
  readonly templateId?: GroupTemplateId;
}

/** What gives people roles besides what the directory says of them. */
export interface RoleSources {
  /** The userNames of the account's owners. */
  readonly owners: readonly string[];
  readonly roleGroups: readonly RoleGroup[];
}

/** A role that an agent has, and through what: as an owner, by what the directory says of the agent, or by a group. */
export type RoleOfAgent =
  | { readonly role: 'owner'; readonly because: 'owner' }
  | { readonly role: AssignableRole; readonly because: 'directory' }
  | { readonly role: AssignableRole; readonly because: 'group'; readonly group: RoleGroup };

/** All roles of an agent, active or not, with its groups; of these only the highest counts. */
export function rolesOfAgent(
  { agent, groups = [] }: AgentView,
  { owners, roleGroups }: RoleSources,
): readonly RoleOfAgent[] {
  const isOwner = owners.some((owner) => sameEmailAddress(owner, agent.state.userName));
  return [
    ...(isOwner ? [{ role: 'owner', because: 'owner' } as const] : []),
    ...pushedRoles(agent).map((role) => ({ role, because: 'directory' }) as const),
    ...roleGroups
      .filter(({ id }) => groups.some((group) => group.id === id))
      .map((group) => ({ role: group.role, because: 'group', group }) as const),
  ];
}

/** As what the agent may enter; nobody who is deactivated may. */
export const roleOfAgent = (view: AgentView, sources: RoleSources): Role | undefined =>
  view.agent.active ? highestOf(rolesOfAgent(view, sources).map(({ role }) => role)) : undefined;

/**
 * Whether an administrator may be none by a change of the agent. Of whoever is one by a group alone this is said of every
 * change: rules are not asked here.
 */
export function mayEndAdministration(
  { before, state, removes, events }: AgentChange,
  groups: readonly GroupReference[],
  sources: RoleSources,
): boolean {
  if (before === undefined || events.length === 0) return false;
  if (!isAdministrator(roleOfAgent({ agent: before, groups }, sources))) return false;
  return removes === true || !isAdministrator(roleOfAgent({ agent: state }, sources));
}

const pushedRole: Field = { path: 'roles.value', type: 'text', caseExact: false };

/** All active agents who are administrators, owners among them. */
export const administrators = ({ owners, roleGroups }: RoleSources): Criteria =>
  all(
    equals(agentFields.active, true),
    any(
      { kind: 'element', path: 'roles', of: equals(pushedRole, 'admin') },
      ...owners.map((owner) => equals(agentFields.userName, owner)),
      ...roleGroups
        .filter(({ role }) => isAdministrator(role))
        .map(({ id }) => equals(agentFields.groupId, id)),
    ),
  );
