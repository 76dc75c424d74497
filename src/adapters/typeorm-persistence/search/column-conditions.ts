import { comparable } from '../../../criteria/comparable.ts';
import type { ComparisonOperator } from '../../../criteria/criteria.ts';
import type { Field, Scalar } from '../../../criteria/field.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { never, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { Column } from './searchable.ts';
import { orderOperatorOf, textCondition } from './text-conditions.ts';
import { instantText } from './value-conditions.ts';

/** A condition on a column. Where the value is missing it is false and not NULL: two-valued where SQL has three. */
export function columnCondition(
  column: Column,
  field: Field,
  operator: ComparisonOperator,
  value: Scalar,
  dialect: SqlDialect,
): SqlFragment {
  const condition =
    field.affixes === undefined
      ? plainCondition(column, field, operator, value, dialect)
      : affixedCondition(column, field, operator, value, dialect);
  return column.nullable ? sql`(${raw(column.sql)} IS NOT NULL AND ${condition})` : sql`(${condition})`;
}

/** Whether the column has a value other than the empty text. */
export function columnPresent({ sql: text, kind, nullable }: Column): SqlFragment {
  if (kind === 'text' && nullable) return sql`(${raw(text)} IS NOT NULL AND ${raw(text)} <> '')`;
  return kind === 'text' ? sql`(${raw(text)} <> '')` : sql`(${raw(text)} IS NOT NULL)`;
}

function plainCondition(
  column: Column,
  field: Field,
  operator: ComparisonOperator,
  value: Scalar,
  dialect: SqlDialect,
): SqlFragment {
  const right = comparable(field, value);
  if (right === undefined) return never;
  switch (column.kind) {
    case 'text':
      return typeof right === 'string' ? textCondition(column.sql, operator, right, dialect) : never;
    case 'instant':
      return ordered(column, operator, instantText(value) ?? '');
    case 'boolean':
      return operator === 'equals' ? ordered(column, operator, Number(right)) : never;
    case 'number':
      return ordered(column, operator, Number(right));
  }
}

function ordered({ sql: text }: Column, operator: ComparisonOperator, value: string | number): SqlFragment {
  const symbol = operator === 'equals' ? '=' : orderOperatorOf(operator);
  return symbol === undefined ? never : sql`${raw(text)} ${raw(symbol)} ${value}`;
}

/** What the client sees around the stored value is taken off where that can be, so that an index serves. */
function affixedCondition(
  column: Column,
  field: Field,
  operator: ComparisonOperator,
  value: Scalar,
  dialect: SqlDialect,
): SqlFragment {
  const { affixes: { before, after } = { before: '', after: '' }, ...inside } = field;
  const text = comparable({ ...inside, type: 'text' }, value);
  if (typeof text !== 'string') return never;
  const begins = text.startsWith(before);
  const isWhole = begins && text.endsWith(after) && text.length >= before.length + after.length;
  const inner = text.slice(before.length, text.length - after.length);
  if (operator === 'equals') return isWhole ? innerEquals(column, inner) : never;
  // A version, say, is a number, and is shown as text.
  if (begins && after === '' && column.kind === 'text' && !['contains', 'endsWith'].includes(operator))
    return plainCondition(column, inside, operator, inner, dialect);
  return textCondition(dialect.shownAs(before, column.sql, after), operator, text, dialect);
}

function innerEquals(column: Column, inner: string): SqlFragment {
  if (column.kind === 'text') return sql`${raw(column.sql)} = ${inner}`;
  return /^[1-9]\d{0,8}$/.test(inner) ? ordered(column, 'equals', Number(inner)) : never;
}
