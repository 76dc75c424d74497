import { IsBoolean, IsIn, IsString } from 'class-validator';
import type { ListedRuleException } from '../../../application/groups/list-rule-exceptions.ts';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Optional } from '../../../application/input/optional.ts';

/** An agent about whom a group's rule does not decide. */
export class ExceptionAnswer {
  @IsIdentifier()
  readonly agentId!: string;

  /** Absent where the agent is gone. */
  @Optional()
  @IsString()
  readonly userName?: string;

  @IsIn(['always', 'never'])
  readonly belongs!: ListedRuleException['belongs'];

  @Optional()
  @IsString()
  readonly reason?: string;

  /** From when on the rule decides again; absent where somebody has to end it. */
  @Optional()
  @IsInstant()
  readonly until?: string;

  /** It does not count any more. */
  @IsBoolean()
  readonly hasEnded!: boolean;
}

export function showException(exception: ListedRuleException): ExceptionAnswer {
  const { agentId, userName, belongs, reason, until, hasEnded } = exception;
  return { agentId, userName, belongs, reason, until, hasEnded };
}
