import { AgentJobAnswer, showAgentJob } from '../../answers/agent-job-answer.ts';
import { operation } from '../../operation.ts';

export const startAgentJob = operation({
  method: 'post',
  path: '/agent-jobs',
  useCase: 'startAgentJob',
  area: 'Agents',
  summary: 'Deactivate, reactivate or remove many agents, one after the other',
  creates: 'later',
  answer: AgentJobAnswer,
  show: showAgentJob,
});
