import { IsInstant } from '../../../application/input/is-instant.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { PageRequest } from './page-request.ts';

/** Which page of a list is asked for that can be told as of a time. */
export class PastPageRequest extends PageRequest {
  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}
