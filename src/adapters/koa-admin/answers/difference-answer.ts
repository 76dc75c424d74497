import { IsIn, IsInt, IsString } from 'class-validator';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type {
  Cause,
  Difference,
  MembershipDifference,
} from '../../../application/past/difference/difference.ts';
import { GroupReferenceAnswer } from './agent-answer.ts';
import { ChangeAnswer } from './entry-answer.ts';
import { PrincipalAnswer, showPrincipal } from './principal-answer.ts';

/** An entry of the audit log, in short. */
class CauseAnswer {
  @IsInt()
  readonly position!: number;

  @IsInstant()
  readonly at!: string;

  /** What happened, such as `AgentUpdated`. */
  @IsString()
  readonly action!: string;

  @Nested(() => PrincipalAnswer)
  readonly principal!: PrincipalAnswer;

  @IsString()
  readonly requestId!: string;
}

class MembershipDifferenceAnswer {
  @Nested(() => GroupReferenceAnswer)
  readonly group!: GroupReferenceAnswer;

  @IsIn(['joined', 'left'])
  readonly became!: MembershipDifference['became'];

  /** The entries by which that happened, the oldest first. */
  @Nested(() => CauseAnswer, { each: true })
  readonly causes!: readonly CauseAnswer[];

  /** Where it happened by itself: when the exception of the group's rule ended. */
  @Optional()
  @IsInstant()
  readonly exceptionEndedAt?: string;
}

export class DifferenceAnswer {
  @IsIn(['agent', 'group'])
  readonly type!: Difference['type'];

  @IsIdentifier()
  readonly id!: string;

  /** The userName or displayName, at the later time where it was there then. */
  @IsString()
  readonly name!: string;

  /** `same` where nothing but memberships differ. */
  @IsIn(['came', 'went', 'changed', 'same'])
  readonly became!: Difference['became'];

  /** What is otherwise, from the earlier time to the later one, whatever was in between. */
  @Nested(() => ChangeAnswer, { each: true })
  readonly changes!: readonly ChangeAnswer[];

  /** The entries about it that are between the times, the oldest first; of very many the last. */
  @Nested(() => CauseAnswer, { each: true })
  readonly causes!: readonly CauseAnswer[];

  /** Of an agent. */
  @Nested(() => MembershipDifferenceAnswer, { each: true })
  readonly memberships!: readonly MembershipDifferenceAnswer[];
}

const showCause = ({ principal, ...cause }: Cause): CauseAnswer => ({
  ...cause,
  principal: showPrincipal(principal),
});

export const showDifference = ({ causes, memberships, ...difference }: Difference): DifferenceAnswer => ({
  ...difference,
  causes: causes.map(showCause),
  memberships: memberships.map((membership) => ({
    ...membership,
    causes: membership.causes.map(showCause),
  })),
});
