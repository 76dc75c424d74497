import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { GroupRequest } from './group-request.ts';

/** A request about an agent in a group. */
export class MemberRequest extends GroupRequest {
  @IsIdentifier()
  readonly agentId!: AgentId;
}
