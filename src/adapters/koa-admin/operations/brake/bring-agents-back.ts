import { AgentJobAnswer, showAgentJob } from '../../answers/agent-job-answer.ts';
import { operation } from '../../operation.ts';

export const bringAgentsBack = operation({
  method: 'post',
  path: '/brake/bring-back',
  useCase: 'bringAgentsBack',
  area: 'Brake',
  summary: 'Bring back all whom the directory deactivated at once, with their roles and groups',
  creates: 'later',
  answer: AgentJobAnswer,
  show: showAgentJob,
});
