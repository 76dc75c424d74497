import type { Instant } from '../../../domain/shared/instant.ts';
import type { Principal } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { personNow } from '../../sessions/session/person-of-session.ts';

/**
 * Who has asked before, as that is now: a person with the role of this moment, signed in or not. `undefined` for a token that was
 * revoked or has expired, and for somebody who may not enter any more.
 */
export async function principalNow(
  scope: WriteScope,
  principal: Principal,
  at: Instant,
): Promise<Principal | undefined> {
  switch (principal.kind) {
    case 'person':
      return personNow(scope, principal);
    case 'token':
      return (await scope.tokens.find(principal.id))?.isUsable(at) ? principal : undefined;
    default:
      return principal;
  }
}
