import { roleOfAgent } from '../../../domain/membership/roles-of-agent.ts';
import {
  Session,
  type SessionLimits,
  type SessionStart,
  sessionId,
} from '../../../domain/session/session.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { sameEmailAddress } from '../../../domain/shared/email-address.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { findAgentView } from '../../agents/agent/find-agent.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { TokenSecrets } from '../../ports/token-secrets.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { mayNotEnter } from '../session/may-not-enter.ts';
import { agentNamed } from '../session/person-of-session.ts';

/** Of those that began before, the oldest ends: browsers forget sessions without ending them. */
const sessionsPerPersonMax = 20;

export interface BegunSession {
  readonly session: Session;
  /** What the browser holds. Known nowhere else. */
  readonly secret: string;
}

/** Who has signed in, and how: an agent, or an owner whom no directory has assigned. */
export interface SessionOfPerson extends Omit<SessionStart, 'userName'> {
  readonly owner?: string;
}

interface SessionContext {
  readonly at: Instant;
  readonly attempt: OpenAttempt;
  readonly identifiers: IdentifierSource;
  readonly tokenSecrets: TokenSecrets;
  readonly sessionLimits: SessionLimits;
}

/**
 * Begins a session of somebody who has proved who it is, as far as that person may enter.
 *
 * @throws DomainError `agentNotFound`, `agentDeactivated`, `mayNotEnter`.
 */
export async function startSession(
  scope: WriteScope,
  accountId: AccountId,
  beginning: SessionOfPerson,
  context: SessionContext,
): Promise<BegunSession> {
  const { at, attempt, identifiers, tokenSecrets, sessionLimits } = context;
  const { agentId, owner, ...start } = beginning;
  const policy = await scope.policy.current();
  const person = async (): Promise<Pick<SessionStart, 'agentId' | 'userName'>> => {
    if (agentId === undefined) {
      const named = policy.owners.find((one) => owner !== undefined && sameEmailAddress(one, owner));
      // Whoever is an agent as well enters as that agent, or not at all.
      if (named === undefined || (await agentNamed(scope, named)) !== undefined)
        throw mayNotEnter(owner ?? '');
      return { userName: named };
    }
    const view = await findAgentView(scope.agents, agentId, attempt);
    const { userName } = view.agent.state;
    if (!view.agent.active) {
      const message = `The agent ${JSON.stringify(userName)} is deactivated and cannot sign in.`;
      throw new DomainError('agentDeactivated', message);
    }
    if (roleOfAgent(view, policy) === undefined) throw mayNotEnter(userName);
    return { agentId, userName };
  };
  const whole = { ...start, ...(await person()) };
  const secret = tokenSecrets.generate();
  const id = sessionId(identifiers.next());
  const change = Session.begin(id, accountId, tokenSecrets.hash(secret), whole, sessionLimits, at);
  await scope.sessions.forgetExpired(at);
  await scope.sessions.store(change);
  const own = (await scope.sessions.list(agentId)).filter(({ state }) => state.userName === whole.userName);
  for (const oldest of own.slice(0, -sessionsPerPersonMax))
    await scope.sessions.store(oldest.end('many began after it', at));
  return { session: change.state, secret };
}
