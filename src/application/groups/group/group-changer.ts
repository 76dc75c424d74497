import type { Account } from '../../../domain/account/account.ts';
import type { GroupChanger } from '../../../domain/group/group-governance.ts';
import type { Caller } from '../../ports/caller.ts';

/** A directory pushes, which comes with a token; whoever else is here does it by hand. */
export const changerOf = ({ principal }: Caller): GroupChanger =>
  principal.kind === 'token' && (principal.scopes?.includes('scim') ?? true) ? 'push' : 'hand';

/**
 * As whom the caller changes groups.
 *
 * @throws DomainError `groupsOverScimOff`.
 */
export function groupChangerOf(caller: Caller, account: Account): GroupChanger {
  const changer = changerOf(caller);
  if (changer === 'push') account.requireGroupsOverScim();
  return changer;
}
