import type { Agent } from '../../../domain/agent/agent.ts';
import { changerOf } from '../../groups/group/group-changer.ts';
import type { Caller } from '../../ports/caller.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';

/**
 * To be asked before an agent is deactivated or removed: the directory may be kept from it. People and services here never are.
 *
 * @throws DomainError `brakeHolds`.
 */
export async function passBrake(
  { brake }: Pick<WriteScope, 'brake'>,
  caller: Caller,
  agent: Agent,
  { account, at, log }: Pick<AccountContext, 'account' | 'at' | 'log'>,
): Promise<void> {
  if (changerOf(caller) !== 'push') return;
  if (!agent.active) {
    (await brake.find()).requireReleased();
    return;
  }
  const { events } = await brake.change((current) => current.deactivation(account.state, at), at);
  if (events.length > 0)
    log.warn('The directory took access away from many agents', { accountId: caller.accountId });
}
