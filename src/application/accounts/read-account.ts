import { defineUseCase } from '../use-case.ts';
import { findAccount } from './account/find-account.ts';

/** The caller's account. It may be a few seconds old where that lets somebody in. */
export const readAccount = defineUseCase({
  name: 'ReadAccount',
  permission: 'account:read',
  kind: 'ownTransactions',
  run: (_, caller, __, { accounts }) => findAccount(accounts, caller),
});
