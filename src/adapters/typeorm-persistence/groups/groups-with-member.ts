import { type Criteria, conjuncts } from '../../../criteria/criteria.ts';
import { type CriteriaPredicate, criteriaPredicate } from '../../../criteria/match-criteria.ts';
import { agentValues } from '../../../domain/agent/agent-values.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import type { RuleGroup } from '../../../domain/group/rule-groups.ts';
import type { AccountPolicy } from '../../../domain/membership/account-policy.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import { type AgentRow, agentColumns, agentOf } from '../agents/agent-row.ts';
import { searchableAgents } from '../agents/searchable-agents.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { foundResources } from '../search/found-resources.ts';
import { listResources } from '../search/list-resources.ts';
import { isSeekable } from '../search/seekable.ts';
import { batchesOf, selectsPerStatementMax } from '../statements/batches.ts';
import { joined, type SqlFragment, sql } from '../statements/sql-fragment.ts';

/** So many can be held against all rules without holding up other requests. */
const agentsPerPage = 250;

/** A group whose members are looked for. */
interface AskedGroup {
  readonly id: GroupId;
  readonly criteria: Criteria;
  readonly holds: CriteriaPredicate;
}

/**
 * The groups with a rule that have a member whom the criteria match. The agents whom they match are read once, however many
 * rules there are; of rules that find their members by an index only as long as they are few.
 *
 * @param criteria - about columns of agents.
 */
export async function groupsWithMember(
  scope: AccountScope,
  { ruleGroups }: AccountPolicy,
  criteria: Criteria,
): Promise<readonly GroupId[]> {
  const asked = new Set(ruleGroups.all.map(askedGroup));
  const found: GroupId[] = [];
  const take = (group: AskedGroup) => {
    found.push(group.id);
    asked.delete(group);
  };
  let next: AgentPage['next'] | 'beginning' = 'beginning';
  while (asked.size > 0 && next !== undefined) {
    const isFirst: boolean = next === 'beginning';
    const page: AgentPage = await matchingAgents(scope, criteria, next);
    for (const row of page.rows) {
      const values = agentValues({ agent: agentOf(row) });
      for (const group of asked) if (group.holds(values)) take(group);
    }
    next = page.next;
    if (!isFirst || next === undefined) continue;
    const seekable = [...asked].filter((group) => isSeekable(searchableAgents, group.criteria));
    const withMember = await groupsFoundByIndex(scope, seekable, criteria);
    for (const group of seekable) {
      if (withMember.has(group.id)) take(group);
      else asked.delete(group);
    }
  }
  return found;
}

function askedGroup({ id, rule, kind }: RuleGroup): AskedGroup {
  const criteria = ruleCriteria(rule, kind);
  return { id, criteria, holds: criteriaPredicate(criteria) };
}

type AgentPage = Awaited<ReturnType<typeof matchingAgents>>;

const matchingAgents = (
  scope: AccountScope,
  criteria: Criteria,
  from: 'beginning' | { readonly id: string },
) =>
  listResources<AgentRow>(scope, searchableAgents, agentColumns, {
    ...{ criteria, from, limit: agentsPerPage, withTotal: false },
  });

async function groupsFoundByIndex(
  scope: AccountScope,
  groups: readonly AskedGroup[],
  criteria: Criteria,
): Promise<ReadonlySet<GroupId>> {
  const selects = groups.map((group) => idIfSomebody(scope, group, criteria));
  const ids = new Set<GroupId>();
  const bounds = { partsMax: selectsPerStatementMax, parametersOf: parametersIn };
  for (const batch of batchesOf(selects, bounds)) {
    const union = joined(batch, ' UNION ALL ');
    const rows = await scope.rows<{ id: GroupId }>(AccountStatement.of(union.text), union.parameters);
    for (const { id } of rows) ids.add(id);
  }
  return ids;
}

const parametersIn = ({ parameters }: SqlFragment): number => parameters.length;

function idIfSomebody(
  { dialect }: AccountScope,
  { id, criteria: ofRule }: AskedGroup,
  criteria: Criteria,
): SqlFragment {
  // It has many matches, and the search is to begin with those of the rule.
  const { source } = foundResources(searchableAgents, dialect, ofRule, { asked: conjuncts(criteria) });
  return sql`SELECT ${id} AS id FROM (SELECT 1 AS one) AS one WHERE EXISTS (SELECT 1 ${source})`;
}
