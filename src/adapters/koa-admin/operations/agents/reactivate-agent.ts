import { AgentAnswer, showAgent } from '../../answers/agent-answer.ts';
import { operation } from '../../operation.ts';

export const reactivateAgent = operation({
  method: 'post',
  path: '/agents/:id/reactivate',
  useCase: 'reactivateAgent',
  area: 'Agents',
  summary: 'Let a deactivated agent in again',
  answer: AgentAnswer,
  show: (agent) => showAgent(agent),
});
