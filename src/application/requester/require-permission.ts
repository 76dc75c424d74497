import { type Grantee, mayDo, type Permission } from '../../domain/permission/permission.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Principal } from '../ports/caller.ts';

const whoMayNot: Readonly<Record<Grantee, string>> = {
  scimToken: 'An API token of a directory may not',
  personalToken: 'An API token that speaks for one agent may not',
  operator: 'An operator may not',
  service: 'A service may not',
  identityProvider: 'An identity provider may not',
  anonymous: 'Nobody without a token may',
  owner: 'An owner may not',
  admin: 'An administrator may not',
  limitedAdmin: 'A limited administrator may not',
  manager: 'A manager may not',
  grader: 'A grader may not',
};

/** @throws DomainError `permissionMissing`. */
export function requirePermission(useCase: string, permission: Permission, principal: Principal): void {
  if (mayRun(permission, principal)) return;
  const message = `${whoMayNot[granteeOf(principal)]} do this: "${useCase}" needs the permission "${permission}".`;
  throw new DomainError('permissionMissing', message, { permission });
}

export const mayRun = (permission: Permission, principal: Principal): boolean =>
  mayDo(granteeOf(principal), permission);

const granteeOf = (principal: Principal): Grantee => {
  if (principal.kind === 'person') return principal.role;
  if (principal.kind !== 'token') return principal.kind;
  return principal.agentId === undefined ? 'scimToken' : 'personalToken';
};
