import { IsString } from 'class-validator';
import { signInLinkNotFound } from '../../domain/sign-in/sign-in-link.ts';
import { type BegunSession, startSession } from '../sessions/beginning/start-session.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { ownerWhoMayEnter } from './link/owner-who-may-enter.ts';

export class SignInLinkUse {
  /** What stands in the link. */
  @IsString()
  readonly secret!: string;

  /** What the browser says of itself. */
  @IsString()
  readonly browser!: string;
}

/** What the sessions of such people are said to be by, in place of a connection. */
const byLink = 'sign-in link';

/**
 * Signs an owner in by a link, which is used up by it.
 *
 * @throws DomainError `signInLinkNotFound`, also for a link that is over or used up; `accountClosed`, `ownerNotFound`,
 * `agentDeactivated`.
 */
export const useSignInLink = defineUseCase({
  name: 'UseSignInLink',
  permission: 'signInLinks:use',
  kind: 'crossesAccounts',
  input: SignInLinkUse,
  run: async (unitOfWork, requester, { secret, browser }, context): Promise<BegunSession> => {
    const { accounts, at, attempt, log, tokenSecrets } = context;
    const found = await accounts.findSignInLink(tokenSecrets.hash(secret), requester);
    if (found === undefined) throw signInLinkNotFound();
    const { id, accountId, owner: name } = found.link.state;
    attempt.accountId = accountId;
    attempt.target = { type: 'signInLink', id, name };
    found.account.requireOpen();
    const used = found.link.use(at);
    // Whoever holds the link has proved nothing else, so that the journal names nobody.
    const begun = await unitOfWork.transact({ ...requester, accountId }, async (scope) => {
      const { owner, agent } = await ownerWhoMayEnter(scope, name);
      await scope.signInLinks.store(used);
      const who = agent === undefined ? { owner } : { agentId: agent.state.id };
      const beginning = { ...who, connection: byLink, address: requester.source, browser };
      return startSession(scope, accountId, beginning, context);
    });
    log.warn('Somebody has signed in by a link, without an identity provider', { accountId, owner: name });
    return begun;
  },
});
