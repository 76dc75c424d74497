import { comparable, millisecondsOf } from '../../../criteria/comparable.ts';
import type { ComparisonOperator } from '../../../criteria/criteria.ts';
import type { Field, Scalar } from '../../../criteria/field.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { allOf, joined, raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import {
  afterPrefix,
  exactPath,
  instantPath,
  isFullKey,
  keyCharactersMax,
  sortableNumber,
  tags,
  textKey,
} from '../value-index/value-keys.ts';
import { orderOperatorOf, textCondition } from './text-conditions.ts';

/** The rows of the value index, by an alias of its table. */
export interface ValueRows {
  readonly table: string;
  readonly owner: string;
  readonly alias: string;
}

/** Under which path the index holds what a comparison of the field asks for. */
export function pathOf({ path, type, caseExact }: Field): string {
  if (type === 'instant') return instantPath(path);
  return type === 'text' && caseExact ? exactPath(path) : path;
}

/** A condition on a row of the value index, its path included: whether the row's value compares. */
export function valueCondition(
  rows: ValueRows,
  field: Field,
  operator: ComparisonOperator,
  value: Scalar,
  dialect: SqlDialect,
): SqlFragment {
  const key = raw(`${rows.alias}.value_key`);
  const right = comparable(field, value);
  const condition =
    right === undefined
      ? noKey(key)
      : typeof right === 'string'
        ? textKeyCondition(rows, operator, right, dialect)
        : scalarCondition(key, field, operator, right);
  return sql`${raw(rows.alias)}.path = ${pathOf(field)} AND ${condition}`;
}

/** Whether the row is a value of the field, and not the empty text. */
export const presentCondition = ({ alias }: ValueRows, { path }: Field): SqlFragment =>
  sql`${raw(alias)}.path = ${path} AND ${raw(alias)}.value_key <> ${tags.text}`;

/** Holds for no row, and an index finds that at once: each key begins with its tag. */
const noKey = (key: SqlFragment): SqlFragment => sql`${key} = ''`;

function scalarCondition(
  key: SqlFragment,
  field: Field,
  operator: ComparisonOperator,
  right: number | boolean,
): SqlFragment {
  const tag = field.type === 'instant' ? tags.instant : tags[typeof right as 'number' | 'boolean'];
  const bound = tag + (typeof right === 'boolean' ? Number(right) : sortableNumber(right));
  if (operator === 'equals') return sql`${key} = ${bound}`;
  const symbol = orderOperatorOf(operator);
  if (symbol === undefined) return noKey(key);
  const end = symbol.startsWith('>') ? sql`${key} < ${afterPrefix(tag) ?? ''}` : sql`${key} >= ${tag}`;
  return sql`${key} ${raw(symbol)} ${bound} AND ${end}`;
}

/** Keys hold the beginning of a text; only where it fills the key can there be more, which is then looked up. */
function textKeyCondition(
  rows: ValueRows,
  operator: ComparisonOperator,
  folded: string,
  dialect: SqlDialect,
): SqlFragment {
  const key = raw(`${rows.alias}.value_key`);
  const { key: head, rest } = textKey(folded);
  const isWhole = rest === null && !isFullKey(head);
  const texts = sql`${key} >= ${tags.text} AND ${key} < ${afterPrefix(tags.text) ?? ''}`;
  switch (operator) {
    case 'equals':
      return isWhole
        ? sql`${key} = ${head}`
        : sql`${key} = ${head} AND ${restOf(rows, 'equals', rest ?? '', dialect)}`;
    case 'startsWith':
      if (rest === null) return textCondition(key, 'startsWith', head, dialect);
      return sql`${key} = ${head} AND ${restOf(rows, 'startsWith', rest, dialect)}`;
    case 'contains':
    case 'endsWith': {
      if (folded === '') return texts;
      // Every key that is full has so many bytes; others that have them are looked up for nothing.
      const mayBeFull = sql`OCTET_LENGTH(${key}) >= ${raw(String(keyCharactersMax))}`;
      const short = textCondition(withoutTag(key, dialect), operator, folded, dialect);
      const whole = textCondition(wholeText(dialect), operator, folded, dialect);
      return sql`${texts} AND ((NOT ${mayBeFull} AND ${short}) OR (${mayBeFull} AND ${ofTheRow(rows, whole)}))`;
    }
    default: {
      const symbol = raw(orderOperatorOf(operator) ?? '=');
      if (isWhole) return sql`${texts} AND ${key} ${symbol} ${head}`;
      const strict = raw(operator.startsWith('greater') ? '>' : '<');
      return sql`${texts} AND (${key} ${strict} ${head} OR (${key} = ${head} AND ${restOf(rows, operator, rest ?? '', dialect)}))`;
    }
  }
}

const restOf = (rows: ValueRows, operator: ComparisonOperator, value: string, dialect: SqlDialect) =>
  ofTheRow(rows, textCondition("COALESCE(whole.value_rest, '')", operator, value, dialect));

/** A tag is one byte. */
const withoutTag = (key: SqlFragment, { bytesOf }: SqlDialect): SqlFragment =>
  sql`SUBSTR(${bytesOf(key)}, 2)`;

const wholeText = (dialect: SqlDialect): SqlFragment =>
  sql`CONCAT(${withoutTag(raw('whole.value_key'), dialect)}, ${dialect.bytesOf(raw("COALESCE(whole.value_rest, '')"))})`;

/** Looks the row itself up again, so that for all other rows the index alone is read. */
function ofTheRow({ table, owner, alias }: ValueRows, condition: SqlFragment): SqlFragment {
  const same = ['account_id', owner, 'path', 'element'].map((column) =>
    raw(`whole.${column} = ${alias}.${column}`),
  );
  return sql`EXISTS (SELECT 1 FROM ${raw(table)} AS whole WHERE ${joined(same, ' AND ')} AND ${allOf([condition])})`;
}

/** Fixed-width ISO text, as instants are kept in columns. */
export const instantText = (value: Scalar): string | undefined => {
  const milliseconds = typeof value === 'string' ? millisecondsOf(value) : undefined;
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
};
