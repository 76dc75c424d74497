import type { RequestFilter } from '../../../application/ports/request-log.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { agentKeyOf } from './request-row.ts';

/** What a row is asked for: SQL and the values of its places. */
export interface RequestCondition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

interface RequestConditions {
  /** By which the rows are read; the primary key where it is not said. Each has the time behind its column. */
  readonly index?: string;
  /** Those that select a stretch of that index. */
  readonly indexed: readonly RequestCondition[];
  /** Those that each row of the stretch has to be held against. */
  readonly others: readonly RequestCondition[];
}

interface ByIndex {
  readonly index: string;
  readonly condition: RequestCondition;
}

export function requestConditions(filter: RequestFilter): RequestConditions {
  const times = [...condition('at >= ?', filter.since), ...condition('at < ?', filter.until)];
  const status = condition('status = ?', filter.status);
  const [best, ...rest] = byIndex(filter);
  const others = [...rest.map((one) => one.condition), ...status];
  if (best === undefined) return { indexed: times, others };
  return { index: best.index, indexed: [best.condition, ...times], others };
}

/** Those that an index finds, the one that finds the fewest first. */
function byIndex({ requestId, mnemonic, agentId, userName, principalId, ...filter }: RequestFilter) {
  const agents = [agentId, userName && agentKeyOf(userName)].filter((name) => name !== undefined);
  const failed = filter.failed || (filter.status ?? 0) >= 400;
  return [
    ...found('requests_request', 'request_id', requestId),
    ...found('requests_mnemonic', 'mnemonic', mnemonic),
    ...found('requests_agent', 'agent', ...agents),
    ...found('requests_failed', 'failed', failed ? 1 : undefined),
    ...found('requests_principal', 'principal_id', principalId),
  ];
}

function found(index: string, column: string, ...wanted: readonly (SqlValue | undefined)[]): ByIndex[] {
  const values = wanted.filter((value) => value !== undefined);
  if (values.length === 0) return [];
  const text = values.length === 1 ? `${column} = ?` : `${column} IN (${values.map(() => '?').join(', ')})`;
  return [{ index, condition: { text, values } }];
}

const condition = (text: string, value: SqlValue | undefined): readonly RequestCondition[] =>
  value === undefined ? [] : [{ text, values: [value] }];

/** As it goes on behind the condition on the account. */
export const fragmentOf = (conditions: readonly RequestCondition[]): RequestCondition => ({
  text: conditions.map(({ text }) => ` AND (${text})`).join(''),
  values: conditions.flatMap(({ values }) => values),
});
