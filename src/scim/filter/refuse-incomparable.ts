import { millisecondsOf } from '../../criteria/comparable.ts';
import type { Scalar } from '../../criteria/field.ts';
import type { ResolvedPath } from '../path/resolve-attribute-path.ts';
import type { AttributeType } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import type { CompareOperator } from './filter.ts';

const textOperators: ReadonlySet<CompareOperator> = new Set(['co', 'sw', 'ew']);
const orderOperators: ReadonlySet<CompareOperator> = new Set(['gt', 'ge', 'lt', 'le']);

/** What a filter gives to compare the type's values with; anything for `any`. */
const givenTypes: Readonly<Partial<Record<AttributeType, 'string' | 'number' | 'boolean'>>> = {
  string: 'string',
  reference: 'string',
  binary: 'string',
  dateTime: 'string',
  integer: 'number',
  decimal: 'number',
  boolean: 'boolean',
};

/** @throws ScimError 400 `invalidFilter` where the schema says that the comparison can hold for no value at all. */
export function refuseIncomparable(
  operator: CompareOperator,
  given: Scalar | null,
  { text, attribute, subAttribute }: ResolvedPath,
): asserts given is Scalar {
  const problem = problemOf(operator, given, (subAttribute ?? attribute).type);
  if (problem !== undefined) throw new ScimError(400, `"${text}" ${problem}.`, 'invalidFilter');
}

function problemOf(operator: CompareOperator, given: Scalar | null, type: AttributeType): string | undefined {
  if (given === null) return `cannot be compared with null by "${operator}", only by "eq" and "ne"`;
  const expected = givenTypes[type] ?? typeof given;
  if (typeof given !== expected) return `must be compared with a ${expected}, not with a ${typeof given}`;
  // RFC 7644 section 3.4.2.2, table 3: booleans and binaries have no order.
  if (orderOperators.has(operator) && (expected === 'boolean' || type === 'binary')) {
    return `has no order, so "${operator}" cannot apply`;
  }
  const isText = expected === 'string' && type !== 'dateTime';
  if (textOperators.has(operator) && !isText) return `holds no text, so "${operator}" cannot apply`;
  return type === 'dateTime' && millisecondsOf(String(given)) === undefined
    ? 'must be compared with a date and time such as "2026-11-23T12:00:00Z"'
    : undefined;
}
