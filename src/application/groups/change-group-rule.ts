import { keepingTerms, ruleAt } from '../../domain/group/rule-exceptions.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsFunction } from '../input/is-function.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { findGroup } from './group/find-group.ts';
import { groupTarget } from './group/group-target.ts';
import { DesiredRule, desiredRuleOf, readRule } from './rule/desired-rule.ts';
import { type ChangedRule, storeRule } from './rule/store-rule.ts';

export class GroupRuleChange {
  @IsIdentifier()
  readonly id!: GroupId;

  /**
   * What the rule should be, from what it is; lists that are not said are empty. May be called more than once, so it
   * must be pure.
   */
  @IsFunction()
  readonly revise!: (current: DesiredRule | undefined) => DesiredRule;

  /** Refuse unless the group is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Puts another rule in the place of a group's; it holds as soon as this returns, in an account of any size. Whoever stays
 * in a list stands there as before, with reason and end; exceptions that have ended are gone.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`, `ruleInvalid`, `groupGovernedOtherwise`, `lastAdministrator`, and what
 * `Group.changeRule` throws.
 */
export const changeGroupRule = defineUseCase({
  name: 'ChangeGroupRule',
  permission: 'rules:write',
  kind: 'changes',
  input: GroupRuleChange,
  target: groupTarget,
  run: async (scope, _, { id, revise, ifVersion }, context): Promise<ChangedRule> => {
    const { at, attempt, check, ruleLanguage } = context;
    await scope.policy.current();
    const group = await findGroup(scope.groups, id, attempt);
    requireVersion('group', group.state, ifVersion);
    const current = group.state.rule && ruleAt(group.state.rule, at);
    const desired = check(DesiredRule, revise(current && desiredRuleOf(current)));
    const rule = await readRule(ruleLanguage, scope, desired);
    return storeRule(scope, group, current ? keepingTerms(rule, current) : rule, context);
  },
});
