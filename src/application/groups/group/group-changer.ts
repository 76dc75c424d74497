import type { Account } from '../../../domain/account/account.ts';
import type { GroupChanger } from '../../../domain/group/group-governance.ts';
import type { Caller } from '../../ports/caller.ts';

/**
 * As whom the caller changes groups: a token is a directory's, which pushes; whoever else is here does it by hand.
 *
 * @throws DomainError `groupsOverScimOff`.
 */
export function groupChangerOf({ principal }: Caller, account: Account): GroupChanger {
  if (principal.kind !== 'token') return 'hand';
  account.requireGroupsOverScim();
  return 'push';
}
