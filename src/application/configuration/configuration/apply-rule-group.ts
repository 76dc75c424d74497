import { millisecondsOf } from '../../../criteria/comparable.ts';
import { equalJson } from '../../../criteria/json.ts';
import { Group } from '../../../domain/group/group.ts';
import { journaledRule, type MembershipRule, membershipRule } from '../../../domain/group/membership-rule.ts';
import {
  exceptionsOf,
  hasEnded,
  type RuleException,
  ruleAt,
  withExceptions,
} from '../../../domain/group/rule-exceptions.ts';
import { groupId } from '../../../domain/shared/identifiers.ts';
import { instantOf } from '../../../domain/shared/instant.ts';
import { agentsNamed } from '../../agents/agent/agents-named.ts';
import { previewEffect } from '../../groups/rule/preview-effect.ts';
import { requireFewRules } from '../../groups/rule/require-few-rules.ts';
import { ruleEffectCriteria } from '../../groups/rule/rule-effect.ts';
import type { RuleGroupConfiguration } from './account-configuration.ts';
import { type Applying, atPath } from './differences.ts';

/** Of those who come and of those who go. */
const examplesMax = 10;

/**
 * Makes a group by rule, or gives the one that there is this rule.
 *
 * @param rules - how many groups by rule the account has.
 * @throws DomainError `ruleInvalid`, `agentNotFound`, `attributeTooLarge`, and what `Group.createByRule` throws.
 */
export async function applyRuleGroup(
  applying: Applying,
  path: string,
  desired: RuleGroupConfiguration,
  group: Group | undefined,
  rules: number,
): Promise<void> {
  const { scope, caller, context, differences } = applying;
  const before = group?.state.rule && ruleAt(group.state.rule, context.at);
  const rule = await desiredRule(applying, path, desired, before);
  if (before !== undefined && equalJson(journaledRule(before), journaledRule(rule))) return;
  const kind = group?.state.kind ?? desired.kind ?? 'agents';
  const criteria = ruleEffectCriteria(rule, kind, group, context.at);
  const { joining, leaving } = await previewEffect(scope.agents, criteria, examplesMax);
  if (group === undefined) requireFewRules(rules);
  const change =
    group === undefined
      ? Group.createByRule(
          groupId(context.identifiers.next()),
          caller.accountId,
          { displayName: desired.name },
          { kind, rule, joined: joining.count },
          context.at,
        )
      : group.changeRule(rule, { joined: joining.count, left: leaving.count }, context.at);
  await scope.groups.store(change);
  differences.add(path, group === undefined ? 'added' : 'changed', change, { joining, leaving });
}

/** A condition that stays means what it meant when it was saved. */
async function desiredRule(
  { scope, context }: Applying,
  path: string,
  { rule: text, includesDeactivated = false, ...desired }: RuleGroupConfiguration,
  before: MembershipRule | undefined,
): Promise<MembershipRule> {
  const criteria =
    before?.text === text
      ? before.criteria
      : await atPath(`${path}.rule`, async () =>
          context.ruleLanguage.parse(text, await scope.profileAttributes.list()),
        );
  const rule = { text, criteria, includesDeactivated, always: [], never: [] };
  const exceptions = await desiredExceptions(scope, path, desired.exceptions, before);
  const counting = exceptions.filter((exception) => !hasEnded(exception, context.at));
  return atPath(`${path}.exceptions`, () => membershipRule(withExceptions(rule, counting)));
}

/** Those of agents who are gone stay: nobody can name them. */
async function desiredExceptions(
  { agents }: Applying['scope'],
  path: string,
  desired: RuleGroupConfiguration['exceptions'],
  before: MembershipRule | undefined,
): Promise<readonly RuleException[]> {
  const current = before === undefined ? [] : exceptionsOf(before);
  if (desired === undefined) return current;
  const named = desired.map(({ agent }) => agent);
  const ids = await agentsNamed(agents, named, (index) => `${path}.exceptions.${index}.agent`);
  const there = await agents.userNames(current.map(({ agentId }) => agentId));
  return [
    ...current.filter(({ agentId }) => !there.has(agentId)),
    ...desired.flatMap(({ belongs, reason, until }, index) => {
      const agentId = ids[index];
      const end = until === undefined ? undefined : instantOf(new Date(millisecondsOf(until) ?? 0));
      return agentId === undefined ? [] : [{ agentId, belongs, reason, until: end }];
    }),
  ];
}
