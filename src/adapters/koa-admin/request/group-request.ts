import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';

/** A request about one group. */
export class GroupRequest {
  @IsIdentifier()
  readonly id!: GroupId;
}
