import type { ComparisonOperator } from '../../../criteria/criteria.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import { afterPrefix } from '../value-index/value-keys.ts';

const orderOperators = {
  greater: '>',
  greaterOrEqual: '>=',
  less: '<',
  lessOrEqual: '<=',
} as const satisfies Partial<Record<ComparisonOperator, string>>;

export const orderOperatorOf = (operator: ComparisonOperator): string | undefined =>
  operator in orderOperators ? orderOperators[operator as keyof typeof orderOperators] : undefined;

/** A condition on a text that is compared as it is; an index on it serves all but `contains` and `endsWith`. */
export function textCondition(
  expression: string | SqlFragment,
  operator: ComparisonOperator,
  value: string,
  dialect: SqlDialect,
): SqlFragment {
  const text = typeof expression === 'string' ? raw(expression) : expression;
  switch (operator) {
    case 'equals':
      return sql`${text} = ${value}`;
    case 'startsWith':
      return startsWith(text, value);
    case 'contains':
      return sql`INSTR(${dialect.bytesOf(text)}, ${dialect.bytesOf(sql`${value}`)}) > 0`;
    case 'endsWith':
      return value === '' ? sql`${text} = ${text}` : endsWith(text, value, dialect);
    default:
      return sql`${text} ${raw(orderOperators[operator])} ${value}`;
  }
}

/** The last so many bytes; SQLite has none for an empty text, which would be neither true nor false. */
function endsWith(text: SqlFragment, end: string, { bytesOf }: SqlDialect): SqlFragment {
  const bytes = Buffer.byteLength(end);
  return sql`(OCTET_LENGTH(${text}) >= ${bytes} AND SUBSTR(${bytesOf(text)}, ${-bytes}) = ${bytesOf(sql`${end}`)})`;
}

function startsWith(text: SqlFragment, prefix: string): SqlFragment {
  const after = afterPrefix(prefix);
  return after === undefined ? sql`${text} >= ${prefix}` : sql`${text} >= ${prefix} AND ${text} < ${after}`;
}
