import { equals } from '../../criteria/criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentFields } from '../../domain/agent/agent-fields.ts';
import { type AgentId, agentId } from '../../domain/shared/identifiers.ts';
import type { AccountSession } from './account-verb.ts';
import { OperatorError } from './operator-error.ts';

/**
 * The agent of that id or email.
 *
 * @throws OperatorError or DomainError `agentNotFound`.
 */
export async function chooseAgent(
  { application, caller }: Pick<AccountSession, 'application' | 'caller'>,
  named: string,
): Promise<Agent> {
  if (!named.includes('@')) return (await application.readAgent(caller, { id: agentId(named) })).agent;
  const criteria = equals(agentFields.userName, named);
  const { resources } = await application.listAgents(caller, { criteria, limit: 1 });
  if (resources[0] !== undefined) return resources[0].agent;
  throw new OperatorError(
    'agentNotFound',
    `There is no agent with the userName ${JSON.stringify(named)} in this account. What became of one who was removed: rollcall audit tail --agent EMAIL`,
  );
}

/** The ids of several. @throws OperatorError or DomainError `agentNotFound`. */
export async function chooseAgents(
  session: AccountSession,
  named: readonly string[] = [],
): Promise<readonly AgentId[]> {
  const ids: AgentId[] = [];
  for (const one of named) ids.push((await chooseAgent(session, one)).state.id);
  return ids;
}
