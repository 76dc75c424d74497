import type { Group } from '../../domain/group/group.ts';
import type { RuleEffect } from '../../domain/group/group-settings.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsFunction } from '../input/is-function.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { keepingAdministratorsOf } from '../roles/role/keeping-administrators.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { findGroup } from './group/find-group.ts';
import { groupTarget } from './group/group-target.ts';
import { DesiredRule, desiredRuleOf, readRule } from './rule/desired-rule.ts';
import { countEffect, ruleEffectCriteria } from './rule/rule-effect.ts';

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

export interface ChangedRule {
  readonly group: Group;
  readonly effect: RuleEffect;
}

/**
 * Puts another rule in the place of a group's; it holds as soon as this returns, in an account of any size.
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
    // Counted before others are held up; were the policy changed meanwhile, the work would run again.
    await scope.policy.current();
    const group = await findGroup(scope.groups, id, attempt);
    requireVersion('group', group.state, ifVersion);
    const { rule: current, kind } = group.state;
    const desired = check(DesiredRule, revise(current && desiredRuleOf(current)));
    const rule = await readRule(ruleLanguage, scope, desired);
    const criteria = ruleEffectCriteria(rule, kind, group);
    const { joining: joined, leaving: left } = await countEffect(scope.agents, criteria);
    await scope.policy.beginChange();
    const change = group.changeRule(rule, { joined, left }, at);
    const store = () => scope.groups.store(change);
    await keepingAdministratorsOf(group, scope, context, 'hand', store);
    return { group: change.state, effect: { joined, left } };
  },
});
