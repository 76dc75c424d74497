import { everyone } from '../../../criteria/criteria.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import type { Finding } from './finding.ts';

/** So many rules are tried; each costs a look at the database. */
const rulesTriedMax = 20;

/** Whether there are groups, and rules that nobody satisfies. */
export async function groupFindings({ groups, agents, policy }: ReadScope): Promise<readonly Finding[]> {
  const everything = { criteria: everyone, from: 'beginning', limit: 0, withTotal: true } as const;
  const { total = 0 } = await groups.list(everything, false);
  if (total === 0) return [{ condition: 'unused', reason: 'noGroups' }];
  const empty: Finding[] = [];
  for (const { id, displayName, rule, kind } of (await policy.current()).ruleGroups.all.slice(
    0,
    rulesTriedMax,
  )) {
    const members = await agents.some(ruleCriteria(rule, kind), 1);
    const subject = { type: 'group', id, name: displayName };
    if (members.length === 0) empty.push({ condition: 'attention', reason: 'ruleMatchesNobody', subject });
  }
  return [{ condition: 'working', reason: 'groupsKept', count: total }, ...empty];
}
