import { IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { Optional } from '../../../../application/input/optional.ts';
import { agentFields } from '../../../../domain/agent/agent-fields.ts';
import { AgentAnswer, showAgent } from '../../answers/agent-answer.ts';
import { listOperation } from '../../operation.ts';
import { type ListCursor, listingOf, pageOf } from '../../request/list-cursor.ts';
import { PastPageRequest } from '../../request/past-request.ts';

const sortKeys = ['userName', 'created', 'lastModified'] as const;

class AgentsRequest extends PastPageRequest {
  /** In the language of SCIM's filters, such as `userName sw "a" and active eq true`. */
  @Optional()
  @IsString()
  readonly filter?: string;

  /** Every word of it begins a word of the agent's names or addresses. */
  @Optional()
  @IsString()
  @MaxLength(200)
  readonly search?: string;

  /** By what they are sorted; in the order in which they came where it is not said. */
  @Optional()
  @IsIn(sortKeys)
  readonly sortBy?: (typeof sortKeys)[number];

  /** Whether the last come first; `false` where it is not said. Without `sortBy` it means nothing. */
  @Optional()
  @IsBoolean()
  readonly descending?: boolean;

  /** Whether each agent's groups are wanted; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withGroups?: boolean;

  /** Whether to count how many there are; `false` where it is not said. To count a large account costs as much as many pages. */
  @Optional()
  @IsBoolean()
  readonly withTotal?: boolean;
}

export const listAgents = listOperation({
  method: 'get',
  path: '/agents',
  useCase: 'listAgents',
  area: 'Agents',
  summary: 'List agents, deactivated ones included, or search them',
  request: AgentsRequest,
  inputOf: ({ filter, search, at, withGroups = false, sortBy, descending = false, ...page }, cursor) => ({
    ...listingOf(page, cursor as ListCursor | undefined),
    ...{ filter, search, at, withGroups },
    ordering: sortBy && { field: agentFields[sortBy], descending },
  }),
  item: AgentAnswer,
  show: (page) => pageOf(page, ({ agent, groups }) => showAgent(agent, groups)),
});
