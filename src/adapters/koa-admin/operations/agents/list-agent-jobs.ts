import { AgentJobAnswer, showAgentJob } from '../../answers/agent-job-answer.ts';
import { listOperation } from '../../operation.ts';

export const listAgentJobs = listOperation({
  method: 'get',
  path: '/agent-jobs',
  useCase: 'listAgentJobs',
  area: 'Agents',
  summary: 'List jobs, the newest first, and those of the last seven days that have ended',
  item: AgentJobAnswer,
  show: (jobs) => ({ items: jobs.map(showAgentJob) }),
});
