import { resourcesPerPageDefault } from '../../../../application/listing/listing.ts';
import type { AgentId } from '../../../../domain/shared/identifiers.ts';
import { AgentAnswer, showAgent } from '../../answers/agent-answer.ts';
import { listOperation } from '../../operation.ts';
import { PageRequest } from '../../request/page-request.ts';

export const listAgentsToBringBack = listOperation({
  method: 'get',
  path: '/brake/agents',
  useCase: 'listAgentsToBringBack',
  area: 'Brake',
  summary: 'List the agents who would come back',
  request: PageRequest,
  inputOf: ({ limit = resourcesPerPageDefault }, after) => ({ limit, after: after as AgentId | undefined }),
  item: AgentAnswer,
  show: ({ agents, next }) => ({ items: agents.map(({ agent }) => showAgent(agent)), next }),
});
