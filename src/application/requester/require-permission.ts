import { needsPermission } from '../../domain/permission/needs-permission.ts';
import {
  allPermissionsOf,
  type Grantee,
  mayDo,
  type Permission,
} from '../../domain/permission/permission.ts';
import { directoryScopes, granteeOfScope } from '../../domain/permission/token-scope.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Principal } from '../ports/caller.ts';

const whoMayNot: Readonly<Record<Grantee, string>> = {
  scimToken: 'An API token of a directory may not',
  personalToken: 'An API token that speaks for one agent may not',
  adminReadToken: 'An API token with the scope "admin:read" may not',
  adminWriteToken: 'An API token with the scope "admin:write" may not',
  eventsToken: 'An API token with the scope "events:read" may not',
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
  const [grantee] = granteesOf(principal);
  const who = grantee === undefined ? 'An API token without a scope for it may not' : whoMayNot[grantee];
  const message = `${who} do this: "${useCase}" ${needsPermission(permission)}`;
  throw new DomainError('permissionMissing', message, { permission });
}

export const mayRun = (permission: Permission, principal: Principal): boolean =>
  granteesOf(principal).some((grantee) => mayDo(grantee, permission));

/** Each once. */
export const permissionsOf = (principal: Principal): readonly Permission[] => [
  ...new Set(granteesOf(principal).flatMap(allPermissionsOf)),
];

/** As what somebody comes: as nothing, or as several, where it is a token with scopes. */
function granteesOf(principal: Principal): readonly Grantee[] {
  if (principal.kind === 'person') return [principal.role];
  if (principal.kind !== 'token') return [principal.kind];
  const { agentId, scopes = directoryScopes } = principal;
  return scopes.map((scope) => (agentId === undefined ? granteeOfScope[scope] : 'personalToken'));
}
