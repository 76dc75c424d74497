import { AgentAnswer, showAgent } from '../../answers/agent-answer.ts';
import { operation } from '../../operation.ts';

export const readAgent = operation({
  method: 'get',
  path: '/agents/:id',
  useCase: 'readAgent',
  area: 'Agents',
  summary: 'Read an agent and the groups that it belongs to',
  answer: AgentAnswer,
  show: ({ agent, groups }) => showAgent(agent, groups),
});
