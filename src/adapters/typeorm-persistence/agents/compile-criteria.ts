import type { AgentCriteria, AgentField } from '../../../domain/agent/agent-criteria.ts';
import { comparable } from '../../../domain/agent/match-agent.ts';
import type { SqlValue } from '../connections/sql-connection.ts';

export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** Criteria as a condition on rows of `agents`; it says what `matchAgent` says, also where a column is NULL. */
export function compileCriteria(criteria: AgentCriteria): SqlCondition {
  switch (criteria.kind) {
    case 'equals': {
      const value = comparable(criteria.field, criteria.value);
      const parameter = typeof value === 'boolean' ? Number(value) : value;
      const sql = conditions[criteria.field];
      return { sql, parameters: Array(sql.split('?').length - 1).fill(parameter) };
    }
    case 'all':
      return joined(criteria.of, ' AND ', '1 = 1');
    case 'any':
      return joined(criteria.of, ' OR ', '1 = 0');
    case 'not': {
      const { sql, parameters } = compileCriteria(criteria.of);
      return { sql: `NOT ${sql}`, parameters };
    }
  }
}

const conditions: Readonly<Record<AgentField, string>> = {
  id: '(id = ?)',
  userName: '(user_name_key = ?)',
  // A missing value equals nothing, and is then not equal to anything either: two-valued where SQL has three.
  externalId: '(external_id IS NOT NULL AND external_id = ?)',
  active: '(active = ?)',
  // The primary email is the userName; only the others have rows of their own. A union, since MySQL uses neither
  // index for an OR of the two, and one inside a derived table, since it would run a bare one again for each row.
  'emails.value':
    "(id IN (SELECT id FROM (SELECT id FROM agents WHERE account_id = :account AND user_name_key = ? UNION ALL SELECT agent_id FROM agent_values WHERE account_id = :account AND path = 'emails.value' AND value_key = ?) AS holders))",
};

function joined(parts: readonly AgentCriteria[], operator: string, ofNone: string): SqlCondition {
  const compiled = parts.map(compileCriteria);
  const sql = compiled.map((part) => part.sql).join(operator);
  return { sql: `(${sql || ofNone})`, parameters: compiled.flatMap((part) => part.parameters) };
}

/** Whether a unique index sees to it that at most one agent satisfies the criteria. */
export function selectsAtMostOne(criteria: AgentCriteria): boolean {
  if (criteria.kind === 'equals') return criteria.field === 'id' || criteria.field === 'userName';
  return criteria.kind === 'all' && criteria.of.some(selectsAtMostOne);
}
