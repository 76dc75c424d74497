import type { Agent } from '../../../domain/agent/agent.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupChanger } from '../../../domain/group/group-governance.ts';
import { administrators } from '../../../domain/membership/roles-of-agent.ts';
import { isAdministrator } from '../../../domain/role/role.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';

/**
 * Does something by which people may stop being administrators, while nobody else changes agents of the account, or its
 * policy. People here cannot take away the last administrator. A directory can, and the journal tells when one is left
 * and when nobody is.
 *
 * @throws DomainError `lastAdministrator`, and what `change` throws.
 */
export async function keepingAdministrators<Result>(
  scope: WriteScope,
  { account, at, isDryRun, log }: Pick<AccountContext, 'account' | 'at' | 'isDryRun' | 'log'>,
  changer: GroupChanger,
  change: () => Promise<Result>,
): Promise<Result> {
  await scope.policy.beginChange();
  const before = await someAdministrators(scope);
  const result = await change();
  const left = await someAdministrators(scope);
  if (left.length >= before.length) return result;
  const { id, name } = account.state;
  if (left.length === 0 && changer === 'hand') {
    const message = `Nobody would be left who administers the account ${JSON.stringify(name)}. Make somebody else an administrator first, in the directory or by a group, or name an owner.`;
    throw new DomainError('lastAdministrator', message);
  }
  const event = account.administratorsLeft(left[0]?.state.userName, at);
  scope.recordNotice(event);
  if (!isDryRun) log.warn(noticeOf[event.type] ?? event.type, { accountId: id });
  return result;
}

/** The same for a change of a group, where the group makes its members administrators. */
export const keepingAdministratorsOf = <Result>(
  { state: { givesRole } }: Group,
  ...[scope, context, changer, change]: Parameters<typeof keepingAdministrators<Result>>
): Promise<Result> =>
  isAdministrator(givesRole) ? keepingAdministrators(scope, context, changer, change) : change();

const noticeOf: Readonly<Record<string, string>> = {
  OneAdministratorLeft: 'An account has one administrator left',
  LastAdministratorLost: 'An account has no administrator any more',
};

/** One where there is one only, and two of more. */
const someAdministrators = async ({ agents, policy }: WriteScope): Promise<readonly Agent[]> =>
  agents.some(administrators(await policy.current()), 2);
