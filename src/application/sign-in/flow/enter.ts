import { equals } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import { roleOfAgent } from '../../../domain/membership/roles-of-agent.ts';
import { assignableRoles, type Role } from '../../../domain/role/role.ts';
import { sameEmailAddress } from '../../../domain/shared/email-address.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { failedSignIn, type SignInCode } from '../../../domain/sign-in/failed-sign-in.ts';
import { type PersonRefusal, personRefusal } from '../../../domain/sign-in/person-checks.ts';
import type { ReadScope, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { type BegunSession, startSession } from '../../sessions/beginning/start-session.ts';
import { agentNamed } from '../../sessions/session/person-of-session.ts';
import type { UseCaseContext } from '../../use-case/use-case.ts';
import type { ConnectionOfSignIn } from './connection-of-sign-in.ts';

/** What an identity provider says of a person: names by which one may be known here, those that count most first. */
export interface ProvenPerson {
  /** By which the directory provisions. */
  readonly externalId?: string;
  readonly userNames: readonly string[];
  /** When the identity provider says that the session ends. */
  readonly sessionEndsAt?: Instant;
}

interface Enterer {
  /** Absent for an owner whom no directory has assigned. */
  readonly agentId?: AgentId;
  readonly name: string;
  readonly role: Role;
}

/**
 * Begins the session of a person who has proved who it is. Makes, revives and links nobody.
 *
 * @param browser - what the browser says of itself.
 * @throws DomainError `agentNotFound`, `agentDeactivated`, `mayNotEnter`.
 */
export async function enter(
  unitOfWork: UnitOfWork,
  { connection, caller }: ConnectionOfSignIn,
  person: ProvenPerson,
  browser: string,
  context: UseCaseContext,
): Promise<BegunSession> {
  const { state } = connection;
  const refuse: Refuse = (code, refusal) => failedSignIn(code, refusal, state, caller.requestId);
  // Whoever looks for a person finds what was refused.
  context.attempt.target = { type: 'agent', name: person.userNames[0] };
  const {
    agentId,
    name: userName,
    role,
  } = await unitOfWork.read(caller, (scope) => entererOf(scope, person, refuse, context.attempt));
  const entering = { ...caller, principal: { kind: 'person', agentId, name: userName, role } as const };
  const beginning = {
    ...(agentId === undefined ? { owner: userName } : { agentId }),
    ...{ connection: state.id, endsAt: person.sessionEndsAt, address: caller.source, browser },
  };
  return unitOfWork.transact(entering, (scope) => startSession(scope, caller.accountId, beginning, context));
}

type Refuse = (code: SignInCode, refusal: PersonRefusal) => Error;

/** @throws what `refuse` makes of the first check that fails. */
async function entererOf(
  scope: ReadScope,
  person: ProvenPerson,
  refuse: Refuse,
  attempt: OpenAttempt,
): Promise<Enterer> {
  const policy = await scope.policy.current();
  const [agent, ...others] = await agentsOf(scope, person);
  const owner = policy.owners.find((one) => person.userNames.some((name) => sameEmailAddress(one, name)));
  if (agent === undefined && owner !== undefined) return { name: owner, role: 'owner' };
  if (agent === undefined || others.length > 0) {
    const received = agent === undefined ? 'nobody' : 'several agents';
    throw refuse('agentNotFound', personRefusal('agent', `one agent ${namesOf(person)}`, received));
  }
  const { id: agentId, userName: name } = agent.state;
  attempt.target = { type: 'agent', id: agentId, name };
  if (!agent.active)
    throw refuse(
      'agentDeactivated',
      personRefusal('active', 'an active agent', `${name}, who is deactivated`),
    );
  const view = await scope.agents.view(agentId);
  const role = view && roleOfAgent(view, policy);
  if (role !== undefined) return { agentId, name, role };
  const expected = `a role: ${Object.keys(assignableRoles).join(', ')}`;
  throw refuse('mayNotEnter', personRefusal('role', expected, `${name}, who has none`));
}

/** More than one where the directory gave several the same id, which says of nobody who it is. */
async function agentsOf(
  scope: ReadScope,
  { externalId, userNames }: ProvenPerson,
): Promise<readonly Agent[]> {
  const provisioned =
    externalId === undefined ? [] : await scope.agents.some(equals(agentFields.externalId, externalId), 2);
  if (provisioned.length > 0) return provisioned;
  for (const name of userNames) {
    const agent = await agentNamed(scope, name);
    if (agent !== undefined) return [agent];
  }
  return [];
}

const namesOf = ({ externalId, userNames }: ProvenPerson): string =>
  [
    ...(externalId === undefined ? [] : [`with the externalId ${JSON.stringify(externalId)}`]),
    ...[...new Set(userNames)].map((name) => `with the userName ${JSON.stringify(name)}`),
  ].join(', or ');
