import { IsBoolean, IsInt } from 'class-validator';
import type { AgentCount } from '../../../domain/agent/agent-count.ts';

/** How many agents, counted up to 100,000. */
export class AgentCountAnswer {
  @IsInt()
  readonly agents!: number;

  /** Whether there may be more. */
  @IsBoolean()
  readonly atLeast!: boolean;
}

export const showCount = (count: AgentCount): AgentCountAnswer =>
  typeof count === 'number' ? { agents: count, atLeast: false } : { agents: count.atLeast, atLeast: true };
