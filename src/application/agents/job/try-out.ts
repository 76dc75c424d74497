import type { AgentJob, RefusedAgent } from '../../../domain/agent/agent-job.ts';
import { agentsPerJobMax } from '../../../domain/agent/agent-job.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { refusedAgent } from './agents-of-job.ts';

/** What would come of a job: all its agents have their turn at once, in transactions that are undone. */
export async function tryOut(
  job: AgentJob,
  { at, attempt }: Pick<AccountContext, 'at' | 'attempt'>,
  turn: (id: AgentId, attempt: OpenAttempt) => Promise<unknown>,
): Promise<AgentJob> {
  const refused: RefusedAgent[] = [];
  const agents = job.next(agentsPerJobMax);
  for (const id of agents) {
    try {
      await turn(id, { ...attempt });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(refusedAgent(id, error));
    }
  }
  const holder = job.state.id;
  return job.take(holder, at).state.advance(holder, agents.length, refused, at).state;
}
