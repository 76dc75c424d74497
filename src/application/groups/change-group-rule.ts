import { keepingTerms, ruleAt } from '../../domain/group/rule-exceptions.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsFunction } from '../input/is-function.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { findGroupToChange } from './group/find-group.ts';
import { groupTarget } from './group/group-target.ts';
import { DesiredRule, desiredRuleOf, readRule } from './rule/desired-rule.ts';
import { type ChangedRule, storeRule } from './rule/store-rule.ts';

export class GroupRuleChange extends AtVersion {
  @IsIdentifier()
  readonly id!: GroupId;

  /**
   * What the rule should be, from what it is; lists that are not said are empty. May be called more than once, so it
   * must be pure.
   */
  @IsFunction()
  readonly revise!: (current: DesiredRule | undefined) => DesiredRule;
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
    const group = await findGroupToChange(scope.groups, { id, ifVersion }, attempt);
    const current = group.state.rule && ruleAt(group.state.rule, at);
    const desired = check(DesiredRule, revise(current && desiredRuleOf(current)));
    const rule = await readRule(ruleLanguage, scope, desired);
    return storeRule(scope, group, current ? keepingTerms(rule, current) : rule, context);
  },
});
