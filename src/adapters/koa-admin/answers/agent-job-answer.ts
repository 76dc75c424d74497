import { IsIn, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Optional } from '../../../application/input/optional.ts';
import {
  type AgentJob,
  type AgentJobAction,
  type AgentJobResult,
  agentJobActions,
} from '../../../domain/agent/agent-job.ts';

const statuses = ['underWay', 'cancelling', 'cancelled', 'done'] as const;

export class AgentJobAnswer {
  @IsIdentifier()
  readonly id!: string;

  @IsIn(agentJobActions)
  readonly action!: AgentJobAction;

  /** Why, as the audit log has it. */
  @Optional()
  @IsString()
  readonly reason?: string;

  @IsIn(statuses)
  readonly status!: (typeof statuses)[number];

  /** How many agents it is about. */
  @IsInt()
  readonly agents!: number;

  /** How many of them have had their turn, refused ones included. */
  @IsInt()
  readonly worked!: number;

  /** To how many of them it was not done. */
  @IsInt()
  readonly refused!: number;

  @IsInstant()
  readonly createdAt!: string;

  /** When somebody stopped it. */
  @Optional()
  @IsInstant()
  readonly cancelledAt?: string;

  /** Seven days later it is forgotten. */
  @Optional()
  @IsInstant()
  readonly endedAt?: string;
}

export const showAgentJob = ({ state }: AgentJob): AgentJobAnswer => {
  const { id, action, reason, agents, worked, refused, createdAt, cancelledAt, endedAt } = state;
  const progress = { agents: agents.length, worked, refused: refused.length };
  return { id, action, reason, status: statusOf(state), ...progress, createdAt, cancelledAt, endedAt };
};

function statusOf({ agents, worked, cancelledAt, endedAt }: AgentJob['state']): AgentJobAnswer['status'] {
  if (endedAt === undefined) return cancelledAt === undefined ? 'underWay' : 'cancelling';
  // Somebody may have stopped it when everybody had had a turn.
  return worked < agents.length ? 'cancelled' : 'done';
}

export class AgentJobResultAnswer {
  /** Of the agent, who may be gone. */
  @IsIdentifier()
  readonly id!: string;

  /** Of a cancelled job, those who wait had no turn. */
  @IsIn(['waiting', 'done', 'refused'])
  readonly outcome!: AgentJobResult['outcome'];

  /** For programs; of those that are refused. */
  @Optional()
  @IsString()
  readonly code?: string;

  /** What was wrong, and what to do. */
  @Optional()
  @IsString()
  readonly message?: string;
}

export const showAgentJobResult = ({ id, outcome, refusal }: AgentJobResult): AgentJobResultAnswer => ({
  ...{ id, outcome, code: refusal?.code, message: refusal?.message },
});
