import { defineUseCase } from '../use-case/use-case.ts';

/** The account's jobs that are kept, the newest first: 30 at most, for seven days once they have ended. */
export const listAgentJobs = defineUseCase({
  name: 'ListAgentJobs',
  permission: 'agentJobs:read',
  kind: 'reads',
  run: ({ agentJobs }) => agentJobs.list(),
});
