import { mayGiveScope, type TokenScope } from '../../domain/permission/token-scope.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Principal } from '../ports/caller.ts';
import { mayRun } from './require-permission.ts';

/** @throws DomainError `permissionMissing` where somebody would give more than one has. */
export function requireGivable(principal: Principal, scopes: readonly TokenScope[] = []): void {
  const beyond = scopes.find((scope) => !mayGiveScope((permission) => mayRun(permission, principal), scope));
  if (beyond === undefined) return;
  const message = `A token with the scope "${beyond}" may do what you may not, so somebody with more permissions has to make it.`;
  throw new DomainError('permissionMissing', message, { attribute: 'scopes' });
}
