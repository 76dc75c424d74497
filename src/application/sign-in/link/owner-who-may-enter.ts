import type { Agent } from '../../../domain/agent/agent.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { sameEmailAddress } from '../../../domain/shared/email-address.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import { agentNamed } from '../../sessions/session/person-of-session.ts';

export interface OwnerWhoMayEnter {
  /** As it stands with the account. */
  readonly owner: string;
  /** Absent where no directory has assigned the owner. */
  readonly agent?: Agent;
}

/**
 * An owner, where the directory has not taken the access away: that holds however somebody enters.
 *
 * @throws DomainError `ownerNotFound`, `agentDeactivated`.
 */
export async function ownerWhoMayEnter(
  scope: Pick<ReadScope, 'agents' | 'policy'>,
  userName: string,
): Promise<OwnerWhoMayEnter> {
  const { owners } = await scope.policy.current();
  const owner = owners.find((one) => sameEmailAddress(one, userName));
  if (owner === undefined) {
    const message = `${JSON.stringify(userName.slice(0, 80))} is no owner of this account.`;
    throw new DomainError('ownerNotFound', message);
  }
  const agent = await agentNamed(scope, owner);
  if (agent?.active === false) {
    const message = `The owner ${JSON.stringify(owner)} is a deactivated agent and cannot sign in.`;
    throw new DomainError('agentDeactivated', message);
  }
  return { owner, agent };
}
