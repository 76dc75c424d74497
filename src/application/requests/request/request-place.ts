import { MaxLength } from 'class-validator';
import type { Instant } from '../../../domain/shared/instant.ts';
import { IsInstant } from '../../input/is-instant.ts';
import type { RequestPosition } from '../../ports/request-log.ts';

/** Where a request stands in the log. */
export class RequestPlace implements RequestPosition {
  @IsInstant()
  readonly at!: Instant;

  /** As requests have it. */
  @MaxLength(64)
  readonly id!: string;
}
