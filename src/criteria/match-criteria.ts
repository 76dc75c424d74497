import type { AttributeValues, ElementValue } from './attribute-values.ts';
import { comparable } from './comparable.ts';
import { compareTexts } from './compare-texts.ts';
import type { ComparisonOperator, Criteria } from './criteria.ts';
import type { Field, Scalar } from './field.ts';
import { foldCase } from './fold-case.ts';

/** Whether a resource with these values satisfies the criteria; within `element`, whether that element does. */
export type CriteriaPredicate = (values: AttributeValues, element?: number) => boolean;

/** What criteria mean, made once for many resources. */
export function criteriaPredicate(criteria: Criteria): CriteriaPredicate {
  switch (criteria.kind) {
    case 'compare':
      return comparison(criteria.field, criteria.operator, criteria.value);
    case 'present':
      return someValue(criteria.field, ({ value }) => value !== '');
    case 'element': {
      const holds = criteriaPredicate(criteria.of);
      return (values) => elementsAt(values, criteria.path).some((element) => holds(values, element));
    }
    case 'identified': {
      const ids = new Set<unknown>(criteria.ids);
      return (values) => ids.has(values.get('id')?.[0]?.value);
    }
    case 'all':
      return everyPart(criteria.of.map(criteriaPredicate));
    case 'any':
      return somePart(criteria.of.map(criteriaPredicate));
    case 'not': {
      const part = criteriaPredicate(criteria.of);
      return (values, element) => !part(values, element);
    }
  }
}

const everyPart =
  (parts: readonly CriteriaPredicate[]): CriteriaPredicate =>
  (values, element) => {
    for (const part of parts) if (!part(values, element)) return false;
    return true;
  };

const somePart =
  (parts: readonly CriteriaPredicate[]): CriteriaPredicate =>
  (values, element) => {
    for (const part of parts) if (part(values, element)) return true;
    return false;
  };

export const matchCriteria = (values: AttributeValues, criteria: Criteria): boolean =>
  criteriaPredicate(criteria)(values);

function comparison(field: Field, operator: ComparisonOperator, value: Scalar): CriteriaPredicate {
  const right = comparable(field, value);
  if (right === undefined) return () => false;
  const compare = comparisons[operator];
  const foldsOnly = (field.type === 'text' || field.type === 'any') && !field.caseExact && !field.affixes;
  return someValue(field, (stored) => {
    const left =
      foldsOnly && typeof stored.value === 'string'
        ? foldedOf(stored)
        : comparable(field, withAffixes(field, stored.value));
    return left !== undefined && typeof left === typeof right && compare(left, right);
  });
}

/** Hundreds of rules may ask about the same value. */
function foldedOf(stored: ElementValue): string {
  stored.folded ??= foldCase(String(stored.value));
  return stored.folded;
}

const comparisons: Readonly<Record<ComparisonOperator, (left: Scalar, right: Scalar) => boolean>> = {
  equals: (left, right) => left === right,
  contains: (left, right) => String(left).includes(String(right)),
  startsWith: (left, right) => String(left).startsWith(String(right)),
  endsWith: (left, right) => String(left).endsWith(String(right)),
  greater: (left, right) => order(left, right) > 0,
  greaterOrEqual: (left, right) => order(left, right) >= 0,
  less: (left, right) => order(left, right) < 0,
  lessOrEqual: (left, right) => order(left, right) <= 0,
};

const order = (left: Scalar, right: Scalar): number =>
  typeof left === 'string' ? compareTexts(left, String(right)) : Number(left) - Number(right);

const withAffixes = ({ affixes }: Field, value: Scalar): Scalar =>
  affixes === undefined ? value : affixes.before + String(value) + affixes.after;

function someValue({ path }: Field, holds: (stored: ElementValue) => boolean): CriteriaPredicate {
  return (values, element) => {
    const all = values.get(path);
    if (all === undefined) return false;
    for (const stored of all) {
      if ((element === undefined || stored.element === element) && holds(stored)) return true;
    }
    return false;
  };
}

/** By the path of a list. Hundreds of rules may ask about the elements of the same one. */
const knownElements = new WeakMap<AttributeValues, Map<string, readonly number[]>>();

function elementsAt(values: AttributeValues, path: string): readonly number[] {
  const byPath = knownElements.get(values) ?? new Map<string, readonly number[]>();
  knownElements.set(values, byPath);
  const known = byPath.get(path) ?? elementsBelow(values, path);
  byPath.set(path, known);
  return known;
}

function elementsBelow(values: AttributeValues, path: string): readonly number[] {
  const elements = new Set<number>();
  for (const [field, stored] of values) {
    if (field !== path && !field.startsWith(`${path}.`)) continue;
    for (const { element } of stored) elements.add(element);
  }
  return [...elements];
}
