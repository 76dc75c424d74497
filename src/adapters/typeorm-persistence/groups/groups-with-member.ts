import { all } from '../../../criteria/criteria.ts';
import { agentValues } from '../../../domain/agent/agent-values.ts';
import { ruleCriteria } from '../../../domain/group/membership-rule.ts';
import type { RuleGroup } from '../../../domain/group/rule-groups.ts';
import type { AccountPolicy } from '../../../domain/membership/account-policy.ts';
import type { MemberQuestion } from '../../../domain/membership/criteria-about-members.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import { searchableAgents } from '../agents/searchable-agents.ts';
import { someAgents } from '../agents/some-agents.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { foundResources } from '../search/found-resources.ts';
import { batchesOf, selectsPerStatementMax } from '../statements/batches.ts';
import { joined, type SqlFragment, sql } from '../statements/sql-fragment.ts';

/** The groups with a rule that have a member as the question asks for. */
export async function groupsWithMember(
  scope: AccountScope,
  { ruleGroups }: AccountPolicy,
  { criteria, namesAgent }: MemberQuestion,
): Promise<readonly GroupId[]> {
  if (ruleGroups.all.length === 0) return [];
  if (namesAgent) {
    const agents = await someAgents(scope, criteria, 1);
    return agents.flatMap((agent) => ruleGroups.of(agentValues({ agent })).map(({ id }) => id));
  }
  const selects = ruleGroups.all.map((group) => idIfSomebody(scope, group, criteria));
  const ids: GroupId[] = [];
  const bounds = { partsMax: selectsPerStatementMax, parametersOf: parametersIn };
  for (const batch of batchesOf(selects, bounds)) {
    const union = joined(batch, ' UNION ALL ');
    const rows = await scope.rows<{ id: GroupId }>(AccountStatement.of(union.text), union.parameters);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

const parametersIn = ({ parameters }: SqlFragment): number => parameters.length;

function idIfSomebody(
  { dialect }: AccountScope,
  { id, rule, kind }: RuleGroup,
  criteria: MemberQuestion['criteria'],
): SqlFragment {
  const { source } = foundResources(searchableAgents, dialect, all(ruleCriteria(rule, kind), criteria));
  return sql`SELECT ${id} AS id FROM (SELECT 1 AS one) AS one WHERE EXISTS (SELECT 1 ${source})`;
}
