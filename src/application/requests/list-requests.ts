import { Equals, IsInt, Max, MaxLength, Min } from 'class-validator';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { type RequestQuery, requestsPerPageMax } from '../ports/request-log.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { type ExplainedRequest, explained } from './explanation/explained-request.ts';
import { RequestPlace } from './request/request-place.ts';

const statusMax = 599;

/** Which requests are wanted; all that is said has to hold. */
export class RequestLogQuery implements RequestQuery {
  @IsInt()
  @Min(1)
  @Max(requestsPerPageMax)
  readonly limit!: number;

  /** Only older ones: `next` of the page before. */
  @Optional()
  @Nested(() => RequestPlace)
  readonly before?: RequestPlace;

  @Optional()
  @MaxLength(128)
  readonly requestId?: string;

  /** What a person was shown who could not sign in, such as `brave-otter-42`. */
  @Optional()
  @MaxLength(64)
  readonly mnemonic?: string;

  /** Only requests that changed this agent, or were about this agent and refused; not those that only looked. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;

  /** The same of an agent of this userName, letter case aside; also of one who never came in. */
  @Optional()
  @MaxLength(1024)
  readonly userName?: string;

  /** Only what was asked with the API token of this id, or by the person of this id. */
  @Optional()
  @IsIdentifier()
  readonly principalId?: string;

  /** Only requests that were refused, as a whole or in part, or failed. */
  @Optional()
  @Equals(true)
  readonly failed?: true;

  /** Only requests that were answered so. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(statusMax)
  readonly status?: number;

  /** Only requests of this time or later. */
  @Optional()
  @IsInstant()
  readonly since?: Instant;

  /** Only requests before this time. */
  @Optional()
  @IsInstant()
  readonly until?: Instant;
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
