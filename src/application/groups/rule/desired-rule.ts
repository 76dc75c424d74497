import { IsBoolean, IsString } from 'class-validator';
import { type MembershipRule, membershipRule } from '../../../domain/group/membership-rule.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { IsIdentifiers } from '../../input/is-identifiers.ts';
import { Optional } from '../../input/optional.ts';
import type { RuleLanguage } from '../../ports/rule-language.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';

/** A rule as administrators say it. */
export class DesiredRule {
  /** Such as `profile.location eq "Austin" and active eq true`. */
  @IsString()
  readonly text!: string;

  /** Who belongs whatever the text says; nobody where it is not said. */
  @Optional()
  @IsIdentifiers()
  readonly always?: readonly AgentId[];

  /** Who does not. */
  @Optional()
  @IsIdentifiers()
  readonly never?: readonly AgentId[];

  /** Whether deactivated agents belong as well; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly includesDeactivated?: boolean;
}

/**
 * What the rule means in the account.
 *
 * @throws DomainError `ruleInvalid`, `attributeTooLarge`.
 */
export async function readRule(
  language: RuleLanguage,
  { profileAttributes }: Pick<ReadScope, 'profileAttributes'>,
  { text, always = [], never = [], includesDeactivated = false }: DesiredRule,
): Promise<MembershipRule> {
  const criteria = language.parse(text, await profileAttributes.list());
  return membershipRule({ text, criteria, always, never, includesDeactivated });
}

/** The rule as administrators would say it again. */
export const desiredRuleOf = ({ text, always, never, includesDeactivated }: MembershipRule): DesiredRule => ({
  ...{ text, always, never, includesDeactivated },
});
