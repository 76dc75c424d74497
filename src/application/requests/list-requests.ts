import { IsInt, Max, Min } from 'class-validator';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { type RequestQuery, requestsPerPageMax } from '../ports/request-log.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type ExplainedRequest, explained } from './explanation/explained-request.ts';
import { RequestLogFilter } from './request/request-log-filter.ts';
import { RequestPlace } from './request/request-place.ts';

/** Which requests are wanted, and how many of them. */
export class RequestLogQuery extends RequestLogFilter implements RequestQuery {
  @IsInt()
  @Min(1)
  @Max(requestsPerPageMax)
  readonly limit!: number;

  /** Only older ones: `next` of the page before. */
  @Optional()
  @Nested(() => RequestPlace)
  readonly before?: RequestPlace;
}

export interface ExplainedRequests {
  readonly requests: readonly ExplainedRequest[];
  /** `before` of the next page; absent where there is none. */
  readonly next?: RequestPlace;
}

/**
 * What was asked of the service in the account's name, the newest first, and what it meant: as many as were asked for, or
 * fewer where they are far apart. Bodies, where they are kept, come with `readRequest`.
 */
export const listRequests = defineUseCase({
  name: 'ListRequests',
  permission: 'requests:read',
  kind: 'reads',
  input: RequestLogQuery,
  run: async (scope, _, query): Promise<ExplainedRequests> => {
    const { requests, next } = await scope.requests.list(query);
    return { requests: await explained(scope, requests), next };
  },
});
