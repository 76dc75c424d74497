import { defineUseCase } from '../use-case/use-case.ts';
import { AgentJobReference } from './job/agent-job-reference.ts';
import { findAgentJob } from './job/find-agent-job.ts';

/**
 * Stops a job: ten agents at most have their turn yet, and what was done stays. Doing so twice changes nothing, nor does it once the
 * job has ended.
 *
 * @throws DomainError `agentJobNotFound`.
 */
export const cancelAgentJob = defineUseCase({
  name: 'CancelAgentJob',
  permission: 'agents:administer',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentJobReference,
  target: ({ id }) => ({ type: 'agentJob', id }),
  run: async ({ agentJobs }, _, { id }, { at }) => {
    const change = (await findAgentJob(agentJobs, id)).cancel(at);
    await agentJobs.store(change);
    return change.state;
  },
});
