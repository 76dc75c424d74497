import { IsIn, IsString } from 'class-validator';
import type { CallerDescription } from '../../../application/access/describe-caller.ts';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { type Principal, principalId, principalKinds } from '../../../application/ports/caller.ts';
import type { Permission } from '../../../domain/permission/permission.ts';
import { type Role, roleDisplayName } from '../../../domain/role/role.ts';

class AccountReferenceAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsString()
  readonly name!: string;
}

class CallerPrincipalAnswer {
  @IsIn(principalKinds)
  readonly kind!: Principal['kind'];

  /** Of the token, or of the agent who has signed in. */
  @Optional()
  @IsString()
  readonly id?: string;

  /** Of a person the userName. */
  @Optional()
  @IsString()
  readonly name?: string;

  /** Of a person. */
  @Optional()
  @IsString()
  readonly role?: Role;

  /** The role as people read it. */
  @Optional()
  @IsString()
  readonly roleName?: string;

  /** Of a person, the id of the session of this browser. */
  @Optional()
  @IsIdentifier()
  readonly sessionId?: string;
}

export class CallerAnswer {
  @Nested(() => AccountReferenceAnswer)
  readonly account!: AccountReferenceAnswer;

  @Nested(() => CallerPrincipalAnswer)
  readonly principal!: CallerPrincipalAnswer;

  /** What the caller may do, such as `agents:read`. */
  @IsString({ each: true })
  readonly permissions!: readonly Permission[];
}

export const showCaller = ({ account, principal, permissions }: CallerDescription): CallerAnswer => ({
  account: { id: account.state.id, name: account.state.name },
  principal: {
    kind: principal.kind,
    id: principalId(principal),
    name: 'name' in principal ? principal.name : undefined,
    ...(principal.kind === 'person' && {
      role: principal.role,
      roleName: roleDisplayName(principal.role),
      sessionId: principal.session,
    }),
  },
  permissions,
});
