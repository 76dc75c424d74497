import type { Group } from '../../../domain/group/group.ts';
import type { RuleEffect } from '../../../domain/group/group-settings.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { keepingAdministratorsOf } from '../../roles/role/keeping-administrators.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { countEffect, ruleEffectCriteria } from './rule-effect.ts';

export interface ChangedRule {
  readonly group: Group;
  readonly effect: RuleEffect;
}

/**
 * Puts a rule in the place of a group's. To be called by work that asked for the policy before it read the group: were it
 * changed since, the work runs again.
 *
 * @throws DomainError `lastAdministrator`, and what `Group.changeRule` throws.
 */
export async function storeRule(
  scope: WriteScope,
  group: Group,
  rule: MembershipRule,
  context: Pick<AccountContext, 'account' | 'at' | 'isDryRun' | 'log'>,
): Promise<ChangedRule> {
  // Counted before others are held up.
  const criteria = ruleEffectCriteria(rule, group.state.kind, group, context.at);
  const { joining: joined, leaving: left } = await countEffect(scope.agents, criteria);
  await scope.policy.beginChange();
  const change = group.changeRule(rule, { joined, left }, context.at);
  await keepingAdministratorsOf(group, scope, context, 'hand', () => scope.groups.store(change));
  return { group: change.state, effect: { joined, left } };
}
