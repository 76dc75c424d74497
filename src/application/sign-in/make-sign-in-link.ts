import { OwnerReference } from '../roles/role/owner-reference.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { linkFor, type MadeSignInLink } from './link/link-for.ts';
import { ownerWhoMayEnter } from './link/owner-who-may-enter.ts';

/**
 * Makes a link by which an owner enters once, within ten minutes, without an identity provider. It takes the place of an
 * earlier one of the same owner.
 *
 * @throws DomainError `ownerNotFound`, `agentDeactivated`.
 */
export const makeSignInLink = defineUseCase({
  name: 'MakeSignInLink',
  permission: 'signInLinks:make',
  kind: 'changes',
  input: OwnerReference,
  target: ({ userName }) => ({ type: 'signInLink', name: userName }),
  run: async (scope, { accountId }, { userName }, context): Promise<MadeSignInLink> => {
    const { owner } = await ownerWhoMayEnter(scope, userName);
    return linkFor(scope, accountId, owner, context);
  },
});
