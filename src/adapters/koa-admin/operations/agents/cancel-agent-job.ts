import { AgentJobAnswer, showAgentJob } from '../../answers/agent-job-answer.ts';
import { operation } from '../../operation.ts';

export const cancelAgentJob = operation({
  method: 'post',
  path: '/agent-jobs/:id/cancel',
  useCase: 'cancelAgentJob',
  area: 'Agents',
  summary: 'Stop a job; what it has done stays',
  answer: AgentJobAnswer,
  show: showAgentJob,
});
