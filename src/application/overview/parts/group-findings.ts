import { everyone } from '../../../criteria/criteria.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import type { RuleGroup } from '../../../domain/group/rule-groups.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { JournalReader } from '../../ports/event-feed.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import type { Finding } from './finding.ts';

/** So many rules are tried; each costs a look at the database. */
const rulesTriedMax = 20;
/** The lamp stays as it is for as long. */
const hourMilliseconds = 3_600_000;
/** So many of the newest entries about groups are read to find one that is no refusal. */
const newestRead = 20;

/**
 * Whether there are groups, when one was last changed, and rules that nobody satisfies.
 *
 * @param journal - absent where the caller may not read it.
 */
export async function groupFindings(
  { groups, agents, policy }: ReadScope,
  at: Instant,
  journal?: JournalReader,
): Promise<readonly Finding[]> {
  const everything = { criteria: everyone, from: 'beginning', limit: 0, withTotal: true } as const;
  const { total = 0 } = await groups.list(everything, false);
  if (total === 0) return [{ condition: 'unused', reason: 'noGroups' }];
  const found: Finding[] = [];
  const { all } = (await policy.current()).ruleGroups;
  for (const { id, displayName, rule, kind } of inTurn(all, at)) {
    const members = await agents.some(ruleCriteria(rule, kind), 1);
    const subject = { type: 'group', id, name: displayName };
    if (members.length === 0) found.push({ condition: 'attention', reason: 'ruleMatchesNobody', subject });
  }
  const untried = all.length - rulesTriedMax;
  if (untried > 0) found.push({ condition: 'working', reason: 'rulesUntried', count: untried });
  const newest = (await journal?.latest({ limit: newestRead, targetType: 'group' })) ?? [];
  const changedAt = newest.find(({ refusal }) => refusal === undefined)?.at;
  return [{ condition: 'working', reason: 'groupsKept', count: total, at: changedAt }, ...found];
}

/** As many as are tried at once: others with each hour, until all have had their turn. */
function inTurn(rules: readonly RuleGroup[], at: Instant): readonly RuleGroup[] {
  if (rules.length <= rulesTriedMax) return rules;
  const hour = Math.floor(Date.parse(at) / hourMilliseconds);
  const from = (hour * rulesTriedMax) % rules.length;
  return [...rules.slice(from), ...rules.slice(0, from)].slice(0, rulesTriedMax);
}
