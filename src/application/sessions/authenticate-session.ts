import { IsString } from 'class-validator';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { Optional } from '../input/optional.ts';
import type { Caller } from '../ports/caller.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { mayNotEnter } from './session/may-not-enter.ts';
import { personOfSession } from './session/person-of-session.ts';

export class PresentedSession {
  /** What the browser sent; absent where it sent none. */
  @Optional()
  @IsString()
  readonly secret?: string;
}

/**
 * Finds out who is signed in, as that person is at this moment in the database: whoever was deactivated or removed, or has
 * no role any more, is refused in every process with the next request.
 *
 * @throws DomainError `sessionUnknown`, `sessionExpired`, `accountClosed`, `mayNotEnter`.
 */
export const authenticateSession = defineUseCase({
  name: 'AuthenticateSession',
  permission: 'sessions:authenticate',
  kind: 'crossesAccounts',
  input: PresentedSession,
  run: async (unitOfWork, requester, { secret }, context): Promise<Caller> => {
    const { accounts, at, attempt, isDryRun, sessionLimits, sessionUse, tokenSecrets } = context;
    const hash = secret === undefined ? undefined : tokenSecrets.hash(secret);
    const found = hash && (await accounts.findSession(hash, requester));
    if (!found) throw new DomainError('sessionUnknown', 'Nobody is signed in here. Sign in.');
    const { session, account } = found;
    const { id, accountId, userName } = session.state;
    attempt.accountId = accountId;
    attempt.target = { type: 'session', id, name: userName };
    session.requireUsable(sessionLimits, at);
    account.requireOpen();
    const caller = { ...requester, accountId };
    const principal = await unitOfWork.read(caller, (scope) => personOfSession(scope, session));
    if (principal === undefined) throw mayNotEnter(userName);
    if (!isDryRun) sessionUse.note(session, at);
    return { ...caller, principal };
  },
});
