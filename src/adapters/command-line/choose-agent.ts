import type { Caller } from '../../application/ports/caller.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentId } from '../../domain/shared/identifiers.ts';
import { OperatorError } from './operator-error.ts';
import type { Session } from './verb.ts';

/** @throws OperatorError or DomainError `agentNotFound`. */
export async function chooseAgent({ provisioning }: Session, caller: Caller, named: string): Promise<Agent> {
  if (!named.includes('@')) return provisioning.readAgent.execute(caller, agentId(named));
  const criteria = { kind: 'equals', field: 'userName', value: named } as const;
  const { agents } = await provisioning.listAgents.execute(caller, { criteria, limit: 1 });
  if (agents[0] !== undefined) return agents[0];
  throw new OperatorError(
    'agentNotFound',
    `There is no agent with the userName ${JSON.stringify(named)} in this account. A removed agent is known by its id alone.`,
  );
}
