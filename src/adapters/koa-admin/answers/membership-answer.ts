import { IsBoolean, IsIn, IsString } from 'class-validator';
import type { ExplainedMembership } from '../../../application/groups/membership/explained-membership.ts';
import { IsIdentifier } from '../../../application/input/is-identifier.ts';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { IsJsonObject } from '../../../application/input/is-json-object.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import { Satisfies } from '../../../application/input/satisfies.ts';
import type { Explanation } from '../../../criteria/explain-criteria.ts';
import type { Scalar } from '../../../criteria/field.ts';
import { GroupReferenceAnswer } from './agent-answer.ts';

const reasons = ['named', 'always', 'never', 'deactivated', 'role', 'rule'] as const;

/** Whether a condition of a rule holds for an agent, and the conditions that it is made of. */
export class ExplanationAnswer {
  /** The condition as data. */
  @IsJsonObject()
  readonly criteria!: object;

  @IsBoolean()
  readonly holds!: boolean;

  /** What the agent has of the attribute that the condition is about. */
  @Optional()
  @Satisfies('must be a list of texts, numbers and booleans', Array.isArray, {
    type: 'array',
    items: { type: ['string', 'number', 'boolean'] },
  })
  readonly values?: readonly Scalar[];

  @Optional()
  @Nested(() => ExplanationAnswer, { each: true })
  readonly of?: readonly ExplanationAnswer[];
}

class ExceptionTermsAnswer {
  @Optional()
  @IsString()
  readonly reason?: string;

  @Optional()
  @IsInstant()
  readonly until?: string;
}

/** Why an agent belongs to a group, or why not. */
export class MembershipAnswer {
  @IsIdentifier()
  readonly agentId!: string;

  @IsString()
  readonly userName!: string;

  @Nested(() => GroupReferenceAnswer)
  readonly group!: GroupReferenceAnswer;

  @IsBoolean()
  readonly belongs!: boolean;

  /**
   * What settles it: members are named; the agent is an exception that always or never belongs; it is deactivated, or has no role, and
   * the group takes no such agents; or the rule.
   */
  @IsIn(reasons)
  readonly because!: (typeof reasons)[number];

  /** Where the agent is an exception: why, and until when. */
  @Optional()
  @Nested(() => ExceptionTermsAnswer)
  readonly exception?: ExceptionTermsAnswer;

  /** Whether the rule holds, condition by condition; absent where no rule governs. */
  @Optional()
  @Nested(() => ExplanationAnswer)
  readonly rule?: ExplanationAnswer;
}

export function showMembership(explained: ExplainedMembership): MembershipAnswer {
  const { agent, group, belongs, because, exception, rule } = explained;
  const { id, displayName, kind } = group.state;
  return {
    agentId: agent.state.id,
    userName: agent.state.userName,
    group: { id, displayName, kind },
    ...{ belongs, because, exception, rule: rule && showExplanation(rule) },
  };
}

const showExplanation = ({ criteria, holds, values, of }: Explanation): ExplanationAnswer => ({
  ...{ criteria, holds, values, of: of?.map(showExplanation) },
});
