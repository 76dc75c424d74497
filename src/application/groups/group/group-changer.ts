import type { Account } from '../../../domain/account/account.ts';
import type { GroupChanger } from '../../../domain/group/group-governance.ts';
import type { Caller, Requester } from '../../ports/caller.ts';

/** A directory pushes, which comes with a token; whoever else is here does it by hand. */
export const changerOf = ({ principal }: Requester): GroupChanger =>
  principal.kind === 'token' && (principal.scopes?.includes('scim') ?? true) ? 'push' : 'hand';

/** Whether it is somebody of the account who is here: a person who signed in, or a token that acts for people. */
export const isHere = (caller: Requester): boolean =>
  (caller.principal.kind === 'person' || caller.principal.kind === 'token') && changerOf(caller) === 'hand';

/**
 * To be asked before anybody here changes what the directory manages: an account may have that changed there alone.
 *
 * @param managed - what is to be changed: `its agents`.
 * @throws DomainError `directoryOnly`.
 */
export function requireChangeableHere(caller: Caller, account: Account, managed: string): void {
  if (isHere(caller)) account.requireChangeableHere(managed);
}

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
