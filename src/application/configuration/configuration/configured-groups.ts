import type { Group } from '../../../domain/group/group.ts';
import { exceptionsOf, ruleAt } from '../../../domain/group/rule-exceptions.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import type { GroupsConfiguration, HandGroup, RuleGroupConfiguration } from './account-configuration.ts';
import { configurationLimits } from './configuration-limits.ts';

type Readers = Pick<ReadScope, 'agents' | 'groups'>;

/** The groups that people here govern. @throws DomainError `attributeTooLarge`. */
export async function configuredGroups(scope: Readers, at: Instant): Promise<GroupsConfiguration> {
  const { itemsMax } = configurationLimits;
  const byHand = await scope.groups.madeHere('hand', itemsMax + 1);
  if (byHand.length > itemsMax) {
    const message = `The account has more than ${itemsMax} groups by hand, too many for one configuration.`;
    throw new DomainError('attributeTooLarge', message, { attribute: 'groups.byHand' });
  }
  const byRule = await scope.groups.madeHere('rule', itemsMax);
  return { byHand: await handGroups(scope, byHand), byRule: await ruleGroups(scope, byRule, at) };
}

async function handGroups({ groups }: Readers, byHand: readonly Group[]): Promise<readonly HandGroup[]> {
  const { membersMax, membersInAllMax } = configurationLimits;
  const configured: HandGroup[] = [];
  let left: number = membersInAllMax;
  for (const group of byHand) {
    const { displayName: name, kind } = group.state;
    const max = Math.min(left, membersMax);
    const members = await groups.members(group, undefined, max + 1);
    const isWhole = members.length <= max;
    if (isWhole) left -= members.length;
    const named = isWhole ? { members: members.map(({ userName }) => userName) } : {};
    configured.push({ name, kind, ...named });
  }
  return configured;
}

async function ruleGroups(
  { agents }: Readers,
  byRule: readonly Group[],
  at: Instant,
): Promise<readonly RuleGroupConfiguration[]> {
  const ruled = byRule.flatMap(({ state: { displayName: name, kind, rule } }) =>
    rule === undefined ? [] : [{ name, kind, rule: ruleAt(rule, at) }],
  );
  const ids = ruled.flatMap(({ rule }) => [...rule.always, ...rule.never]);
  const userNames = await agents.userNames(ids);
  return ruled.map(({ name, kind, rule }) => ({
    ...{ name, kind, rule: rule.text, includesDeactivated: rule.includesDeactivated },
    exceptions: exceptionsOf(rule).flatMap(({ agentId, ...exception }) => {
      const agent = userNames.get(agentId);
      return agent === undefined ? [] : [{ agent, ...exception }];
    }),
  }));
}
