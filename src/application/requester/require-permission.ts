import { type Grantee, mayDo, type Permission } from '../../domain/permission/permission.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Principal } from '../ports/caller.ts';

const whoMayNot: Readonly<Record<Grantee, string>> = {
  scimToken: 'An API token of a directory may not',
  personalToken: 'An API token that speaks for one agent may not',
  operator: 'An operator may not',
  service: 'A service may not',
  anonymous: 'Nobody without a token may',
  owner: 'An owner may not',
  admin: 'An administrator may not',
  limitedAdmin: 'A limited administrator may not',
  manager: 'A manager may not',
  grader: 'A grader may not',
};

/** @throws DomainError `permissionMissing`. */
export function requirePermission(useCase: string, permission: Permission, principal: Principal): void {
  const grantee = granteeOf(principal);
  if (mayDo(grantee, permission)) return;
  const message = `${whoMayNot[grantee]} do this: "${useCase}" needs the permission "${permission}".`;
  throw new DomainError('permissionMissing', message, { permission });
}

const granteeOf = (principal: Principal): Grantee => {
  if (principal.kind === 'person') return principal.role;
  if (principal.kind !== 'token') return principal.kind;
  return principal.agentId === undefined ? 'scimToken' : 'personalToken';
};
