import type { AgentJobId } from '../../../domain/agent/agent-job.ts';
import { IsIdentifier } from '../../input/is-identifier.ts';

export class AgentJobReference {
  @IsIdentifier()
  readonly id!: AgentJobId;
}
