import { everyone } from '../../../criteria/criteria.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import type { JournalReader } from '../../ports/event-feed.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import type { Finding } from './finding.ts';

/** So many rules are tried; each costs a look at the database. */
const rulesTriedMax = 20;
/** So many of the newest entries about groups are read to find one that is no refusal. */
const newestRead = 20;

/**
 * Whether there are groups, when one was last changed, and rules that nobody satisfies.
 *
 * @param journal - absent where the caller may not read it.
 */
export async function groupFindings(
  { groups, agents, policy }: ReadScope,
  journal?: JournalReader,
): Promise<readonly Finding[]> {
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
  const newest = (await journal?.latest({ limit: newestRead, targetType: 'group' })) ?? [];
  const at = newest.find(({ refusal }) => refusal === undefined)?.at;
  return [{ condition: 'working', reason: 'groupsKept', count: total, at }, ...empty];
}
