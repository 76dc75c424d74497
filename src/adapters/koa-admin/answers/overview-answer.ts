import { IsIn, IsInt, IsString } from 'class-validator';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import {
  type Condition,
  conditions,
  type FindingReason,
  type PartName,
} from '../../../application/overview/parts/finding.ts';
import type { Overview } from '../../../application/overview/read-overview.ts';
import { AgentCountAnswer, showCount } from './agent-count-answer.ts';

class SubjectAnswer {
  /** Such as `agent`, `group`, `token` or `connection`. */
  @IsString()
  readonly type!: string;

  @Optional()
  @IsString()
  readonly id?: string;

  @Optional()
  @IsString()
  readonly name?: string;
}

export class FindingAnswer {
  @IsIn(conditions)
  readonly condition!: Condition;

  /** What was found, such as `tokenEnds`. */
  @IsString()
  readonly reason!: FindingReason;

  /** When it was so, or will be. */
  @Optional()
  @IsInstant()
  readonly at?: string;

  /** What it is about. */
  @Optional()
  @Nested(() => SubjectAnswer)
  readonly subject?: SubjectAnswer;

  @Optional()
  @IsInt()
  readonly count?: number;

  /** What was answered, where something was refused. */
  @Optional()
  @IsString()
  readonly message?: string;
}

export class PartAnswer {
  @IsIn(['singleSignOn', 'token', 'pushes', 'groups'])
  readonly name!: PartName;

  /** That of the worst finding. */
  @IsIn(conditions)
  readonly condition!: Condition;

  /** The worst first. */
  @Nested(() => FindingAnswer, { each: true })
  readonly findings!: readonly FindingAnswer[];
}

export class AgentsByStatusAnswer {
  @Nested(() => AgentCountAnswer)
  readonly active!: AgentCountAnswer;

  @Nested(() => AgentCountAnswer)
  readonly deactivated!: AgentCountAnswer;
}

export class HourAnswer {
  /** When the hour began. */
  @IsInstant()
  readonly at!: string;

  @IsInt()
  readonly done!: number;

  @IsInt()
  readonly refused!: number;
}

export class OverviewAnswer {
  /** Those that the caller may look at. */
  @Nested(() => PartAnswer, { each: true })
  readonly parts!: readonly PartAnswer[];

  @Nested(() => AgentsByStatusAnswer)
  readonly agents!: AgentsByStatusAnswer;

  /** What directories did in the last day; hours in which they did nothing are left out. Absent for whoever may not read the audit log. */
  @Optional()
  @Nested(() => HourAnswer, { each: true })
  readonly pushes?: readonly HourAnswer[];

  /** When anything happened last. */
  @Optional()
  @IsInstant()
  readonly lastEventAt?: string;
}

export const showOverview = ({ agents, ...overview }: Overview): OverviewAnswer => ({
  ...overview,
  agents: { active: showCount(agents.active), deactivated: showCount(agents.deactivated) },
});
