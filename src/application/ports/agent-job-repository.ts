import type { AgentJob, AgentJobChange, AgentJobId } from '../../domain/agent/agent-job.ts';
import type { Requester } from './caller.ts';

/** Who has asked for a job, and in whose name it is done. */
export type AgentJobAsker = Pick<Requester, 'principal' | 'source' | 'requestId'>;

/** The jobs of the scope's account. */
export interface AgentJobReader {
  find(id: AgentJobId): Promise<AgentJob | undefined>;
  /** All that are kept, the newest first. */
  list(): Promise<readonly AgentJob[]>;
  /** Who asked for it. */
  asker(id: AgentJobId): Promise<AgentJobAsker | undefined>;
}

export interface AgentJobRepository extends AgentJobReader {
  /**
   * Writes the job's new state, its progress too, and its events' journal entries. One that starts is kept with the scope's caller
   * as its asker.
   *
   * @throws ConcurrentChange when it is stored as something else than `change.before`.
   */
  store(change: AgentJobChange): Promise<void>;
}
