import type { Account } from '../../domain/account/account.ts';
import type { Permission } from '../../domain/permission/permission.ts';
import type { Principal } from '../ports/caller.ts';
import { permissionsOf } from '../requester/require-permission.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export interface CallerDescription {
  readonly account: Account;
  readonly principal: Principal;
  /** What the principal may do in the account. */
  readonly permissions: readonly Permission[];
}

/** Who asks, in which account, and what that principal may do: what is not possible need not be offered. */
export const describeCaller = defineUseCase({
  name: 'DescribeCaller',
  permission: 'account:read',
  kind: 'reads',
  // The runner knows the account as it was a few seconds ago.
  run: async ({ accounts }, { principal }, __, { account }): Promise<CallerDescription> => ({
    account: (await accounts.find()) ?? account,
    principal,
    permissions: permissionsOf(principal),
  }),
});
