import { AgentJobAnswer, showAgentJob } from '../../answers/agent-job-answer.ts';
import { operation } from '../../operation.ts';

export const readAgentJob = operation({
  method: 'get',
  path: '/agent-jobs/:id',
  useCase: 'readAgentJob',
  area: 'Agents',
  summary: 'Read how far a job has come',
  answer: AgentJobAnswer,
  show: showAgentJob,
});
