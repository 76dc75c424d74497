import type { ResolvedPath } from '../path/resolve-attribute-path.ts';
import { booleanFromText } from '../quirks/entra.ts';
import type { Attribute, AttributeType } from '../schema/attribute.ts';
import { ScimError } from '../scim-error.ts';
import { compareTexts } from './compare-texts.ts';
import type { CompareOperator } from './filter.ts';
import { foldCase } from './fold-case.ts';

type Operator = Exclude<CompareOperator, 'ne'>;
type Comparable = string | number | boolean;

const text = (compare: (left: string, right: string) => boolean) => (left: Comparable, right: Comparable) =>
  typeof left === 'string' && typeof right === 'string' && compare(left, right);

const comparisons: Readonly<Record<Operator, (left: Comparable, right: Comparable) => boolean>> = {
  eq: (left, right) => left === right,
  co: text((left, right) => left.includes(right)),
  sw: text((left, right) => left.startsWith(right)),
  ew: text((left, right) => left.endsWith(right)),
  gt: (left, right) => order(left, right) > 0,
  ge: (left, right) => order(left, right) >= 0,
  lt: (left, right) => order(left, right) < 0,
  le: (left, right) => order(left, right) <= 0,
};
const order = (left: Comparable, right: Comparable): number =>
  typeof left === 'string' ? compareTexts(left, String(right)) : Number(left) - Number(right);

const textOperators: ReadonlySet<Operator> = new Set(['co', 'sw', 'ew']);
const orderOperators: ReadonlySet<Operator> = new Set(['gt', 'ge', 'lt', 'le']);

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

/**
 * Compares one value of the attribute with what the filter gives; values of another type never match.
 *
 * @throws ScimError 400 `invalidFilter` where the schema says that no value of the attribute could match.
 */
export function compareWith(
  operator: Operator,
  raw: unknown,
  path: ResolvedPath,
): (value: unknown) => boolean {
  const attribute = path.subAttribute ?? path.attribute;
  const given = attribute.type === 'boolean' ? booleanFromText(raw) : raw;
  const right = comparable(attribute, given);
  const problem = comparisonProblem(operator, given, right, attribute.type);
  if (right === undefined || problem !== undefined) {
    throw new ScimError(400, `"${path.text}" ${problem}.`, 'invalidFilter');
  }
  const compare = comparisons[operator];
  return (value) => {
    const left = comparable(attribute, value);
    return left !== undefined && typeof left === typeof right && compare(left, right);
  };
}

/** The form in which the attribute's values are compared; `undefined` where there is none. */
function comparable({ type, caseExact }: Attribute, value: unknown): Comparable | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (type !== 'dateTime') return caseExact ? value : foldCase(value);
  // The same moment can be written in several ways.
  return millisecondsOf(value);
}

// A date, or a date and time, of ISO 8601; one that names no zone is taken for UTC wherever the server stands.
const dateTimePattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i;
const zonePattern = /(Z|[+-]\d\d:\d\d)$/i;

function millisecondsOf(text: string): number | undefined {
  if (!dateTimePattern.test(text)) return undefined;
  const milliseconds = Date.parse(text.includes('T') && !zonePattern.test(text) ? `${text}Z` : text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function comparisonProblem(
  operator: Operator,
  given: unknown,
  right: Comparable | undefined,
  type: AttributeType,
): string | undefined {
  if (given === null) return `cannot be compared with null by "${operator}", only by "eq" and "ne"`;
  const expected = givenTypes[type] ?? typeof given;
  if (typeof given !== expected) return `must be compared with a ${expected}, not with a ${typeof given}`;
  // RFC 7644 section 3.4.2.2, table 3: booleans and binaries have no order.
  if (orderOperators.has(operator) && (expected === 'boolean' || type === 'binary')) {
    return `has no order, so "${operator}" cannot apply`;
  }
  const isText = expected === 'string' && type !== 'dateTime';
  if (textOperators.has(operator) && !isText) return `holds no text, so "${operator}" cannot apply`;
  return right === undefined
    ? 'must be compared with a date and time such as "2026-11-23T12:00:00Z"'
    : undefined;
}
