import { type AgentJob, type AgentJobId, agentJobNotFound } from '../../../domain/agent/agent-job.ts';
import type { AgentJobReader } from '../../ports/agent-job-repository.ts';

/** @throws DomainError `agentJobNotFound`. */
export async function findAgentJob(jobs: Pick<AgentJobReader, 'find'>, id: AgentJobId): Promise<AgentJob> {
  const job = await jobs.find(id);
  if (job === undefined) throw agentJobNotFound(id);
  return job;
}
