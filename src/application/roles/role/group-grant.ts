import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';

/** That a limited administrator may say who belongs to a group. */
export class GroupGrant {
  /** Of the group. */
  @IsIdentifier()
  readonly id!: GroupId;

  /** Of the limited administrator. */
  @IsIdentifier()
  readonly agentId!: AgentId;
}
