import { type CompareOperator, compareOperators, type Filter } from '../../../scim/filter/filter.ts';
import { parseFilter } from '../../../scim/filter/parse-filter.ts';
import { referenceText } from '../../../scim/path/attribute-reference.ts';

/** How a condition compares: `pr` asks whether there is a value at all. */
export type ConditionOperator = CompareOperator | 'pr';

export const conditionOperators: readonly ConditionOperator[] = [...compareOperators, 'pr'];

/** What one attribute has to be. */
export interface Condition {
  readonly kind: 'condition';
  /** As it is written in the rule; empty while nobody has chosen it. */
  readonly attribute: string;
  readonly operator: ConditionOperator;
  /** Means nothing to `pr`; an empty text while nobody has written it. */
  readonly value: string | number | boolean;
}

/** All, any or none of several conditions. */
export interface Conditions {
  readonly kind: 'conditions';
  readonly join: 'all' | 'any' | 'none';
  readonly of: readonly (Condition | Conditions)[];
}

/** Deeper ones are read more easily as a text. */
const depthMax = 3;

export const blankCondition: Condition = { kind: 'condition', attribute: '', operator: 'eq', value: '' };
export const blankConditions: Conditions = { kind: 'conditions', join: 'all', of: [blankCondition] };

/**
 * The conditions of a rule.
 *
 * @returns `undefined` where they would not say all that the text says: it cannot be read, asks about elements of lists
 * (`emails[type eq "work"]`), compares with nothing, or is nested deeply. Such a rule stays a text.
 */
export function conditionsIn(text: string): Conditions | undefined {
  if (text.trim() === '') return blankConditions;
  try {
    const shown = shownOf(parseFilter(text), 1);
    return shown.kind === 'conditions' ? shown : { kind: 'conditions', join: 'all', of: [shown] };
  } catch {
    return undefined;
  }
}

/** @throws Error where the builder cannot show it. */
function shownOf(filter: Filter, depth: number): Condition | Conditions {
  if (depth > depthMax) throw new Error('too deep');
  switch (filter.kind) {
    case 'and':
    case 'or':
      return {
        kind: 'conditions',
        join: filter.kind === 'and' ? 'all' : 'any',
        of: filter.of.map((part) => shownOf(part, depth + 1)),
      };
    case 'not': {
      const negated = filter.of.kind === 'or' ? filter.of.of : [filter.of];
      return { kind: 'conditions', join: 'none', of: negated.map((part) => shownOf(part, depth + 1)) };
    }
    case 'present':
      return { ...blankCondition, attribute: referenceText(filter.path), operator: 'pr' };
    case 'compare':
      if (filter.value === null || filter.value === '') throw new Error('no value');
      return {
        kind: 'condition',
        attribute: referenceText(filter.path),
        operator: filter.operator,
        value: filter.value,
      };
    case 'valuePath':
      throw new Error('about elements');
  }
}

/** The rule that the conditions are; those without an attribute are left out. */
export function textOf({ join, of }: Conditions): string {
  const isAlone = of.length === 1;
  const parts = of.map((part) => partText(part, isAlone)).filter((part) => part !== '');
  if (parts.length === 0) return '';
  if (join === 'none') return `not (${parts.join(' or ')})`;
  return parts.join(join === 'all' ? ' and ' : ' or ');
}

function partText(part: Condition | Conditions, isAlone: boolean): string {
  if (part.kind === 'condition') return conditionText(part);
  const text = textOf(part);
  return text === '' || isAlone || part.join === 'none' || part.of.length === 1 ? text : `(${text})`;
}

function conditionText({ attribute, operator, value }: Condition): string {
  if (attribute === '') return '';
  return operator === 'pr' ? `${attribute} pr` : `${attribute} ${operator} ${JSON.stringify(value)}`;
}

/** Whether nothing is left to be chosen or written. */
export const isComplete = (part: Condition | Conditions): boolean =>
  part.kind === 'conditions'
    ? part.of.length > 0 && part.of.every(isComplete)
    : part.attribute.trim() !== '' && (part.operator === 'pr' || part.value !== '');
