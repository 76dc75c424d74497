import type { AgentJob, RefusedAgent } from '../../../domain/agent/agent-job.ts';
import { agentsPerJobMax } from '../../../domain/agent/agent-job.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { refusedAgent } from '../agent/refused-agent.ts';

/**
 * What would come of a job: all its agents have their turn at once, in transactions that are undone.
 *
 * @param turns - answers those to whom it could not be done.
 */
export async function tryOut(
  job: AgentJob,
  { at }: Pick<AccountContext, 'at'>,
  turns: (ids: readonly AgentId[]) => Promise<readonly RefusedAgent[]>,
): Promise<AgentJob> {
  const agents = job.next(agentsPerJobMax);
  const refused = await turns(agents);
  const holder = job.state.id;
  return job.take(holder, at).state.advance(holder, agents.length, refused, at).state;
}

/** Those to whom it could not be done, one after the other. */
export async function refusedOf(
  agents: readonly AgentId[],
  turn: (id: AgentId) => Promise<unknown>,
): Promise<readonly RefusedAgent[]> {
  const refused: RefusedAgent[] = [];
  for (const id of agents) {
    try {
      await turn(id);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(refusedAgent(id, error));
    }
  }
  return refused;
}
