import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';
import { AtVersion } from '../../version/at-version.ts';

/** That a limited administrator may say who belongs to a group. */
export class GroupGrant extends AtVersion {
  /** Of the group. */
  @IsIdentifier()
  readonly id!: GroupId;

  /** Of the limited administrator. */
  @IsIdentifier()
  readonly agentId!: AgentId;
}
