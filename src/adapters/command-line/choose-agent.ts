import type { Caller } from '../../application/ports/caller.ts';
import { equals } from '../../criteria/criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentFields } from '../../domain/agent/agent-fields.ts';
import { type AgentId, agentId } from '../../domain/shared/identifiers.ts';
import { OperatorError } from './operator-error.ts';
import type { Session } from './verb.ts';

/** @throws OperatorError or DomainError `agentNotFound`. */
export async function chooseAgent({ application }: Session, caller: Caller, named: string): Promise<Agent> {
  if (!named.includes('@')) {
    return (await application.readAgent(caller, { id: agentId(named) })).agent;
  }
  const criteria = equals(agentFields.userName, named);
  const { resources } = await application.listAgents(caller, { criteria, limit: 1 });
  if (resources[0] !== undefined) return resources[0].agent;
  throw new OperatorError(
    'agentNotFound',
    `There is no agent with the userName ${JSON.stringify(named)} in this account. A removed agent is known by its id alone.`,
  );
}

/** The ids of several. @throws OperatorError or DomainError `agentNotFound`. */
export async function chooseAgents(
  session: Session,
  caller: Caller,
  named: readonly string[] = [],
): Promise<readonly AgentId[]> {
  const ids: AgentId[] = [];
  for (const one of named) ids.push((await chooseAgent(session, caller, one)).state.id);
  return ids;
}
