import type { AttributeValues } from './attribute-values.ts';
import { comparable } from './comparable.ts';
import { type Criteria, conjuncts } from './criteria.ts';
import type { Field, Scalar } from './field.ts';

type Comparison = Extract<Criteria, { kind: 'compare' }>;

/** The entries that can hold only for certain values of one field. */
interface FieldEntries<Entry> {
  readonly field: Field;
  readonly byValue: Map<Scalar, Entry[]>;
  readonly byPrefix: Map<string, Entry[]>;
  readonly prefixLengths: Set<number>;
}

/**
 * Finds, by the values that a resource has, those of many criteria that can hold for it. Criteria that demand a
 * certain value or prefix of a field are looked up by it, so that thousands of them cost no more than a few.
 */
export class CriteriaIndex<Entry> {
  private readonly fields = new Map<string, FieldEntries<Entry>>();

  /** @returns `false`, and nothing is added, where the criteria demand nothing by which they could be found. */
  add(criteria: Criteria, entry: Entry): boolean {
    const required = requiredComparisons(criteria);
    if (required === undefined) return false;
    for (const comparison of required) this.addComparison(comparison, entry);
    return true;
  }

  /** Each entry once whose criteria demand a value that is there. The criteria themselves are not evaluated. */
  candidates(values: AttributeValues): ReadonlySet<Entry> {
    const found = new Set<Entry>();
    for (const { field, byValue, byPrefix, prefixLengths } of this.fields.values()) {
      for (const { value } of values.get(field.path) ?? []) {
        const compared = comparable(field, value);
        if (compared === undefined) continue;
        addAll(found, byValue.get(compared));
        if (typeof compared !== 'string') continue;
        for (const length of prefixLengths) addAll(found, byPrefix.get(compared.slice(0, length)));
      }
    }
    return found;
  }

  private addComparison({ field, operator, value }: Comparison, entry: Entry): void {
    const compared = comparable(field, value);
    // A value of another type than the field's equals nothing.
    if (compared === undefined) return;
    const { byValue, byPrefix, prefixLengths } = this.entriesOf(field);
    if (operator === 'equals') {
      append(byValue, compared, entry);
      return;
    }
    prefixLengths.add(String(compared).length);
    append(byPrefix, String(compared), entry);
  }

  private entriesOf(field: Field): FieldEntries<Entry> {
    const key = `${field.path} ${field.type} ${field.caseExact}`;
    const known = this.fields.get(key);
    if (known !== undefined) return known;
    const entries = { field, byValue: new Map(), byPrefix: new Map(), prefixLengths: new Set<number>() };
    this.fields.set(key, entries);
    return entries;
  }
}

/** Comparisons of which at least one holds wherever the criteria hold; `undefined` where none can be looked up. */
function requiredComparisons(criteria: Criteria): readonly Comparison[] | undefined {
  switch (criteria.kind) {
    case 'compare':
      return canBeLookedUp(criteria) ? [criteria] : undefined;
    case 'all':
      return conjuncts(criteria)
        .map(requiredComparisons)
        .find((required) => required !== undefined);
    case 'any': {
      const parts = criteria.of.map(requiredComparisons);
      return parts.every((required) => required !== undefined) ? parts.flat() : undefined;
    }
    default:
      return undefined;
  }
}

/** Booleans cannot: nearly every agent is active, so that looking it up would tell nobody apart. */
function canBeLookedUp({ operator, field, value }: Comparison): boolean {
  if (field.affixes !== undefined || field.type === 'boolean') return false;
  return operator === 'equals' || (operator === 'startsWith' && typeof comparable(field, value) === 'string');
}

function addAll<Entry>(to: Set<Entry>, entries: readonly Entry[] | undefined): void {
  for (const entry of entries ?? []) to.add(entry);
}

function append<Key, Entry>(to: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [entry]);
  else known.push(entry);
}
