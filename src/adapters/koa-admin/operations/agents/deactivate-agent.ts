import { AgentAnswer, showAgent } from '../../answers/agent-answer.ts';
import { operation } from '../../operation.ts';

export const deactivateAgent = operation({
  method: 'post',
  path: '/agents/:id/deactivate',
  useCase: 'deactivateAgent',
  area: 'Agents',
  summary: 'Keep an agent out; it stays visible and keeps its id',
  answer: AgentAnswer,
  show: (agent) => showAgent(agent),
});
