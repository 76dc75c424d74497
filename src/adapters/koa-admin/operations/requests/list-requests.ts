import { IsInt, IsString, Max, Min } from 'class-validator';
import { Optional } from '../../../../application/input/optional.ts';
import { resourcesPerPageDefault } from '../../../../application/listing/listing.ts';
import { requestsPerPageMax } from '../../../../application/ports/request-log.ts';
import { RequestLogFilter } from '../../../../application/requests/request/request-log-filter.ts';
import type { RequestPlace } from '../../../../application/requests/request/request-place.ts';
import { RequestAnswer, showRequest } from '../../answers/request-answer.ts';
import { listOperation } from '../../operation.ts';

class RequestLogRequest extends RequestLogFilter {
  /** `next` of the page before; the newest requests where it is not said. */
  @Optional()
  @IsString()
  readonly cursor?: string;

  /** How many a page has at most, fewer where they are far apart; 100 where it is not said. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(requestsPerPageMax)
  readonly limit?: number;
}

export const listRequests = listOperation({
  method: 'get',
  path: '/requests',
  useCase: 'listRequests',
  area: 'Requests',
  summary: 'List requests and what they meant, the newest first',
  request: RequestLogRequest,
  inputOf: ({ cursor: _, limit = resourcesPerPageDefault, ...filter }, before) => ({
    ...filter,
    limit,
    before: before as RequestPlace | undefined,
  }),
  item: RequestAnswer,
  show: ({ requests, next }) => ({
    items: requests.map(showRequest),
    next: next && { at: next.at, id: next.id },
  }),
});
