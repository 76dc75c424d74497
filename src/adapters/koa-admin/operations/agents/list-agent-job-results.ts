import { IsIdentifier } from '../../../../application/input/is-identifier.ts';
import { resourcesPerPageDefault } from '../../../../application/listing/listing.ts';
import type { AgentJobId } from '../../../../domain/agent/agent-job.ts';
import { AgentJobResultAnswer, showAgentJobResult } from '../../answers/agent-job-answer.ts';
import { listOperation } from '../../operation.ts';
import { PageRequest } from '../../request/page-request.ts';

class ResultsRequest extends PageRequest {
  @IsIdentifier()
  readonly id!: AgentJobId;
}

export const listAgentJobResults = listOperation({
  method: 'get',
  path: '/agent-jobs/:id/agents',
  useCase: 'listAgentJobResults',
  area: 'Agents',
  summary: 'List what came of each agent in a job, in the order of their turns',
  request: ResultsRequest,
  inputOf: ({ id, limit = resourcesPerPageDefault }, from) => ({
    ...{ id, limit },
    from: from as number | undefined,
  }),
  item: AgentJobResultAnswer,
  show: ({ results, next }) => ({ items: results.map(showAgentJobResult), next }),
});
