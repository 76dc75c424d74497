import { IsArray, IsIn, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { ExplainedRole } from '../../../application/roles/explain-role.ts';
import type { Owner } from '../../../application/roles/list-owners.ts';
import { IsAssignableRole } from '../../../application/roles/role/is-assignable-role.ts';
import type { RoleGroup } from '../../../domain/membership/roles-of-agent.ts';
import { assignableRoles, type Role } from '../../../domain/role/role.ts';

const roles = ['owner', ...Object.keys(assignableRoles)];

export class OwnerAnswer {
  @IsString()
  readonly userName!: string;

  /** Absent where the directory has assigned nobody of that name. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: string;
}

export const showOwner = ({ userName, agent }: Owner): OwnerAnswer => ({
  userName,
  agentId: agent?.state.id,
});

/** A group whose members have a role by belonging to it. */
export class RoleGroupAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly displayName!: string;

  @IsAssignableRole()
  readonly role!: string;
}

export const showRoleGroup = ({ id, displayName, role }: RoleGroup): RoleGroupAnswer => ({
  ...{ id, displayName, role },
});

class RoleReasonAnswer {
  @IsIn(roles)
  readonly role!: Role;

  /** As an owner, by what the directory says of the agent, or by a group. */
  @IsIn(['owner', 'directory', 'group'])
  readonly because!: 'owner' | 'directory' | 'group';

  @Optional()
  @Nested(() => RoleGroupAnswer)
  readonly group?: RoleGroupAnswer;
}

/** Which role an agent has, and through what. */
export class ExplainedRoleAnswer {
  /** As what the agent may enter; absent where the agent may not. */
  @Optional()
  @IsIn(roles)
  readonly role?: Role;

  /** All roles that the agent has or, once active again, would have. */
  @IsArray()
  @Nested(() => RoleReasonAnswer, { each: true })
  readonly because!: readonly RoleReasonAnswer[];
}

export const showExplainedRole = ({ role, because }: ExplainedRole): ExplainedRoleAnswer => ({
  role,
  because: because.map((one) => ({
    ...{ role: one.role, because: one.because },
    group: one.because === 'group' ? showRoleGroup(one.group) : undefined,
  })),
});
