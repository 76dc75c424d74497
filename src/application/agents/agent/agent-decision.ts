import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Optional } from '../../input/optional.ts';
import { IsVersionCondition, type VersionCondition } from '../../version/version-condition.ts';
import { AgentReference } from './agent-reference.ts';

export const reasonCharactersMax = 500;

/** What people here decide about an agent. */
export class AgentDecision extends AgentReference {
  /** Why, for the audit log. */
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  readonly reason?: string;

  /** Refuse unless the agent is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}
