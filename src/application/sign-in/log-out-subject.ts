import { IsString } from 'class-validator';
import { equals } from '../../criteria/criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentFields } from '../../domain/agent/agent-fields.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { sameEmailAddress } from '../../domain/shared/email-address.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { ssoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import { isSubjectIdentifier, type SubjectIdentifier } from '../../domain/sign-in/subject-identifier.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Satisfies } from '../input/satisfies.ts';
import { principalId } from '../ports/caller.ts';
import type { WriteScope } from '../ports/unit-of-work.ts';
import { endSessionsOf } from '../sessions/session/end-sessions-of.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class SubjectLogout {
  @Satisfies(
    'must be a subject identifier of the format "email" or "iss_sub" (RFC 9493 section 3.2)',
    isSubjectIdentifier,
  )
  readonly subject!: SubjectIdentifier;

  /** As the logout token names it. */
  @IsString()
  readonly issuer!: string;

  /** Of the logout token. */
  @IsString()
  readonly tokenId!: string;

  /** From then on the token is refused for its time. */
  @IsInstant()
  readonly endsAt!: Instant;
}

const because = 'signed out everywhere by the identity provider';

/** Nothing forbids that two agents have one `externalId`. */
const agentsMax = 20;

/**
 * Signs a person out everywhere: ends all sessions and revokes the personal tokens. The logout token is used up in the same
 * transaction, so that it can be sent again where nothing was done.
 *
 * @throws DomainError `logoutTokenUsed`, `agentNotFound`.
 */
export const logOutSubject = defineUseCase({
  name: 'LogOutSubject',
  permission: 'subjects:logOut',
  kind: 'changes',
  inClosedAccount: true,
  input: SubjectLogout,
  target: ({ subject }) => ({
    type: 'agent',
    name: isSubjectIdentifier(subject) ? named(subject) : undefined,
  }),
  run: async (scope, { principal }, { subject, issuer, tokenId, endsAt }, { at, tokenSecrets }) => {
    const connection = ssoConnectionId(principalId(principal) ?? '');
    if (!(await scope.signIns.takeAssertion(connection, tokenSecrets.hash(tokenId), endsAt, at)))
      throw new DomainError('logoutTokenUsed', 'The logout token was used before. Send a new one.');
    const agents = await agentsOf(scope, subject, issuer);
    for (const agent of agents) await logOut(scope, agent, at);
    if (agents.length > 0 || (await logOutOwner(scope, subject, at))) return;
    const message = `There is no agent ${JSON.stringify(named(subject).slice(0, 80))} in this account.`;
    throw new DomainError('agentNotFound', message);
  },
});

const named = (subject: SubjectIdentifier): string =>
  subject.format === 'email' ? subject.email : subject.sub;

/** `sub` is the id by which the directory provisions the person, of the same issuer. */
async function agentsOf(
  { agents }: WriteScope,
  subject: SubjectIdentifier,
  issuer: string,
): Promise<readonly Agent[]> {
  if (subject.format === 'email') return agents.some(equals(agentFields.userName, subject.email), 1);
  return subject.iss === issuer ? agents.some(equals(agentFields.externalId, subject.sub), agentsMax) : [];
}

async function logOut(scope: WriteScope, agent: Agent, at: Instant): Promise<void> {
  const { id } = agent.state;
  const sessions = await endSessionsOf(scope, id, because, at);
  const tokens = (await scope.tokens.list()).filter(
    (token) => token.state.agentId === id && token.isUsable(at),
  );
  for (const token of tokens) await scope.tokens.store(token.revoke(at));
  scope.recordNotice(agent.signedOut({ sessions: sessions.length, tokens: tokens.length }, at));
}

/** @returns whether it is an owner, whom no directory has assigned. */
async function logOutOwner(scope: WriteScope, subject: SubjectIdentifier, at: Instant): Promise<boolean> {
  if (subject.format !== 'email') return false;
  const { email } = subject;
  const { owners } = await scope.policy.current();
  if (!owners.some((owner) => sameEmailAddress(owner, email))) return false;
  const sessions = (await scope.sessions.list()).filter(
    ({ state }) => state.agentId === undefined && sameEmailAddress(state.userName, email),
  );
  for (const session of sessions) await scope.sessions.store(session.end(because, at));
  return true;
}
