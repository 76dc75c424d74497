import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';

export class AgentReference {
  @IsIdentifier()
  readonly id!: AgentId;
}
