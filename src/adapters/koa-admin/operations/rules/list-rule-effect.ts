import { IsIn, IsInt, Min } from 'class-validator';
import { AgentAnswer, showAgent } from '../../answers/agent-answer.ts';
import { listOperation } from '../../operation.ts';
import { type ListCursor, listingOf, pageOf } from '../../request/list-cursor.ts';
import { PageRequest } from '../../request/page-request.ts';

class RuleEffectRequest extends PageRequest {
  /** Of a `GroupRuleChanged` entry of the audit log. */
  @IsInt()
  @Min(0)
  readonly position!: number;

  @IsIn(['joined', 'left'])
  readonly which!: 'joined' | 'left';
}

export const listRuleEffect = listOperation({
  method: 'get',
  path: '/rule-effects',
  useCase: 'listRuleEffect',
  area: 'Rules',
  summary: 'List who joined or left a group when its rule was changed',
  request: RuleEffectRequest,
  inputOf: ({ position, which, ...page }, cursor) => ({
    ...{ position, which },
    ...listingOf(page, cursor as ListCursor | undefined),
  }),
  item: AgentAnswer,
  show: (page) => pageOf(page, (agent) => showAgent(agent)),
});
