import type { DifferencePosition } from '../../../../application/audit/list-differences.ts';
import { IsIdentifier } from '../../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../../application/input/is-instant.ts';
import { Optional } from '../../../../application/input/optional.ts';
import type { AgentId } from '../../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../../domain/shared/instant.ts';
import { DifferenceAnswer, showDifference } from '../../answers/difference-answer.ts';
import { listOperation } from '../../operation.ts';
import { PageRequest } from '../../request/page-request.ts';

class DifferencesRequest extends PageRequest {
  @IsInstant()
  readonly from!: Instant;

  /** Now where it is not said. */
  @Optional()
  @IsInstant()
  readonly to?: Instant;

  /** Only what differs of this agent, who may be gone. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;
}

export const listDifferences = listOperation({
  method: 'get',
  path: '/audit-log/differences',
  useCase: 'listDifferences',
  area: 'Audit log',
  summary: 'Tell what differs between two times, and by which entries it came about',
  request: DifferencesRequest,
  inputOf: ({ from, to, agentId, limit }, position) => ({
    ...{ from, to, agentId, limit },
    after: position as unknown as DifferencePosition | undefined,
  }),
  item: DifferenceAnswer,
  show: ({ differences, next }) => ({ items: differences.map(showDifference), next }),
});
