import { defineUseCase } from '../use-case/use-case.ts';
import { AgentJobReference } from './job/agent-job-reference.ts';
import { findAgentJob } from './job/find-agent-job.ts';

/**
 * How far a job has come.
 *
 * @throws DomainError `agentJobNotFound`, also for one that has ended seven days ago.
 */
export const readAgentJob = defineUseCase({
  name: 'ReadAgentJob',
  permission: 'agentJobs:read',
  kind: 'reads',
  input: AgentJobReference,
  target: ({ id }) => ({ type: 'agentJob', id }),
  run: ({ agentJobs }, _, { id }) => findAgentJob(agentJobs, id),
});
