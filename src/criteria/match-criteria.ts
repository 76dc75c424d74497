import type { AttributeValues, ElementValue } from './attribute-values.ts';
import { comparable, comparableStored } from './comparable.ts';
import { compareTexts } from './compare-texts.ts';
import type { ComparisonOperator, Criteria } from './criteria.ts';
import { demands } from './demands.ts';
import type { Field, Scalar } from './field.ts';

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
      const elementsIn = elementsThatMaySatisfy(criteria);
      return (values) => {
        for (const element of elementsIn(values)) if (holds(values, element)) return true;
        return false;
      };
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
  return someValue(field, (stored) => {
    const left = comparableStored(field, stored);
    return left !== undefined && typeof left === typeof right && compare(left, right);
  });
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

type Element = Extract<Criteria, { kind: 'element' }>;

/** By the values that one has to have to satisfy the criteria, where there are such. Otherwise these are all elements. */
function elementsThatMaySatisfy({ path, of }: Element): (values: AttributeValues) => Iterable<number> {
  const demanded = demands(of, (part) => ('field' in part ? [part.field.path] : undefined));
  const areOfElements = demanded?.every((field) => field === path || field.startsWith(`${path}.`));
  if (demanded === undefined || !areOfElements) return (values) => elementsAt(values, path);
  return (values) => {
    const elements = new Set<number>();
    for (const field of demanded) addElements(elements, values.get(field));
    return elements;
  };
}

/** By the path of a list. Hundreds of rules may ask about the elements of the same one. */
const knownElements = new WeakMap<AttributeValues, Map<string, ReadonlySet<number>>>();

function elementsAt(values: AttributeValues, path: string): ReadonlySet<number> {
  const byPath = knownElements.get(values) ?? new Map<string, ReadonlySet<number>>();
  knownElements.set(values, byPath);
  const known = byPath.get(path) ?? elementsBelow(values, path);
  byPath.set(path, known);
  return known;
}

function elementsBelow(values: AttributeValues, path: string): ReadonlySet<number> {
  const elements = new Set<number>();
  for (const [field, stored] of values) {
    if (field === path || field.startsWith(`${path}.`)) addElements(elements, stored);
  }
  return elements;
}

function addElements(to: Set<number>, stored: readonly ElementValue[] = []): void {
  for (const { element } of stored) to.add(element);
}
