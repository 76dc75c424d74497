import { defineUseCase } from '../use-case/use-case.ts';

/** Every account, the oldest first. */
export const listAccounts = defineUseCase({
  name: 'ListAccounts',
  permission: 'accounts:list',
  kind: 'crossesAccounts',
  run: (_, __, ___, { accounts }) => accounts.listAccounts(),
});
