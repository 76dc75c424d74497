import type { Criteria } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { foundResources } from '../search/found-resources.ts';
import { raw, sql } from '../statements/sql-fragment.ts';
import { type AgentRow, agentColumns, agentOf } from './agent-row.ts';
import { searchableAgents } from './searchable-agents.ts';

/** So many of those who satisfy the criteria, whichever are found first; rules have to be written out in them. */
export async function someAgents(
  scope: AccountScope,
  criteria: Criteria,
  limit: number,
): Promise<readonly Agent[]> {
  const { dialect } = scope;
  const { source, id } = foundResources(searchableAgents, dialect, criteria);
  const found = sql`SELECT ${raw(agentColumns)} FROM (SELECT ${id} AS id ${source} LIMIT ${dialect.limit(limit)}) AS found ${raw(dialect.joinInOrder)} agents AS a ON a.account_id = :account AND a.id = found.id ORDER BY a.id`;
  const rows = await scope.rows<AgentRow>(AccountStatement.of(found.text), found.parameters);
  return rows.map(agentOf);
}
