import type { Instant } from '../../domain/shared/instant.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Optional } from '../input/optional.ts';

/** When what is asked for is to be told of. */
export class AtATime {
  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}
