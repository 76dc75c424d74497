import { type AgentJob, agentsPerJobMax, type RefusedAgent } from '../../../domain/agent/agent-job.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Application } from '../../application.ts';
import type { Caller } from '../../ports/caller.ts';
import { refusedAgent } from '../agent/refused-agent.ts';

/** A cancelled job does no more of them, and a process that dies has as many done again. */
const agentsPerPiece = 10;
/** With which a piece ends well before its lease does. */
const pieceMilliseconds = 20_000;
const agentMilliseconds = 20_000;

interface Turns {
  /** How many had theirs. */
  readonly count: number;
  readonly refused: readonly RefusedAgent[];
}

/**
 * The next turns of a job. What is done to agents is done by use cases, on behalf of whoever asked.
 *
 * @throws StorageUnavailable, and then those have another turn once the job's lease is over.
 */
export async function turnsOf(
  application: Application,
  caller: Caller,
  job: AgentJob,
  stop?: AbortSignal,
): Promise<Turns> {
  if (job.state.action === 'bringBack') return together(application, caller, job);
  const refused: RefusedAgent[] = [];
  let count = 0;
  const end = performance.now() + pieceMilliseconds;
  for (const agent of job.next(agentsPerPiece)) {
    if (stop?.aborted || performance.now() > end) break;
    const refusal = await turnOf(application, caller, job, agent);
    if (refusal !== undefined) refused.push(refusal);
    count += 1;
  }
  return { count, refused };
}

async function together(application: Application, caller: Caller, job: AgentJob): Promise<Turns> {
  // What they lost is looked up for all of them at once, in entries that may name very many.
  const ids = job.next(agentsPerJobMax);
  const count = ids.length;
  if (count === 0) return { count, refused: [] };
  const { reason } = job.state;
  try {
    const deadline = performance.now() + pieceMilliseconds;
    const refused = await application.bringSomeAgentsBack({ ...caller, deadline }, { ids, reason });
    return { count, refused };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { count, refused: ids.map((id) => refusedAgent(id, error)) };
  }
}

async function turnOf(
  { deactivateAgent, reactivateAgent, removeAgent }: Application,
  caller: Caller,
  { state: { action, reason } }: AgentJob,
  id: AgentId,
): Promise<RefusedAgent | undefined> {
  const perform =
    action === 'deactivate' ? deactivateAgent : action === 'remove' ? removeAgent : reactivateAgent;
  try {
    const deadline = performance.now() + agentMilliseconds;
    await perform({ ...caller, deadline }, { id, reason });
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The agent was there when the job started: it was removed in between, perhaps by a turn before the process died.
    if (action === 'remove' && error.code === 'agentNotFound') return undefined;
    return refusedAgent(id, error);
  }
}
