import type { ConditionOperator } from './conditions.ts';
import type { RuleAttribute } from './rule-attributes.ts';

/** Operators, as people read them. */
const words: Readonly<Record<ConditionOperator, string>> = {
  eq: 'is',
  ne: 'is not',
  co: 'contains',
  sw: 'starts with',
  ew: 'ends with',
  gt: 'is more than',
  ge: 'is at least',
  lt: 'is less than',
  le: 'is at most',
  pr: 'has a value',
};

const ofMoments: Partial<Record<ConditionOperator, string>> = {
  gt: 'is after',
  ge: 'is not before',
  lt: 'is before',
  le: 'is not after',
};

export const operatorWord = (operator: ConditionOperator, type: RuleAttribute['type']): string =>
  (type === 'instant' && ofMoments[operator]) || words[operator];

const byType: Readonly<Record<RuleAttribute['type'], readonly ConditionOperator[]>> = {
  text: ['eq', 'ne', 'co', 'sw', 'ew', 'pr'],
  number: ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'pr'],
  boolean: ['eq', 'ne', 'pr'],
  instant: ['gt', 'ge', 'lt', 'le', 'pr'],
};

/** Those that make sense of values of a type, and the one that a rule has already. */
export const operatorsFor = (
  type: RuleAttribute['type'],
  has: ConditionOperator,
): readonly ConditionOperator[] => (byType[type].includes(has) ? byType[type] : [...byType[type], has]);
