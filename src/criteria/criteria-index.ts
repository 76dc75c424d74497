import type { AttributeValues } from './attribute-values.ts';
import { comparable, comparableStored } from './comparable.ts';
import type { ComparisonOperator, Criteria } from './criteria.ts';
import { demands } from './demands.ts';
import type { Field, Scalar } from './field.ts';
import { addAll, append, TextIndex, type TextPlace } from './text-index.ts';

type Comparison = Extract<Criteria, { kind: 'compare' }>;

/** The entries that can hold only for certain values of one field. */
interface FieldEntries<Entry> {
  readonly field: Field;
  readonly byValue: Map<Scalar, Entry[]>;
  readonly byText: Readonly<Record<TextPlace, TextIndex<Entry>>>;
}

/**
 * Finds, by the values that a resource has, those of many criteria that can hold for it. Criteria that demand a
 * certain value of a field, or a certain text in it, are looked up by that, so that thousands of them cost no more than
 * a few.
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
    for (const { field, byValue, byText } of this.fields.values()) {
      for (const stored of values.get(field.path) ?? []) {
        const compared = comparableStored(field, stored);
        if (compared === undefined) continue;
        addAll(found, byValue.get(compared));
        if (typeof compared !== 'string') continue;
        byText.startsWith.addCandidates(found, compared);
        byText.endsWith.addCandidates(found, compared);
        byText.contains.addCandidates(found, compared);
      }
    }
    return found;
  }

  private addComparison({ field, operator, value }: Comparison, entry: Entry): void {
    const compared = comparable(field, value);
    // A value of another type than the field's equals nothing.
    if (compared === undefined) return;
    const { byValue, byText } = this.entriesOf(field);
    if (isTextPlace(operator)) byText[operator].add(String(compared), entry);
    else append(byValue, compared, entry);
  }

  private entriesOf(field: Field): FieldEntries<Entry> {
    const key = `${field.path} ${field.type} ${field.caseExact}`;
    const known = this.fields.get(key);
    if (known !== undefined) return known;
    const byText = {
      startsWith: new TextIndex<Entry>('startsWith'),
      endsWith: new TextIndex<Entry>('endsWith'),
      contains: new TextIndex<Entry>('contains'),
    };
    const entries = { field, byValue: new Map(), byText };
    this.fields.set(key, entries);
    return entries;
  }
}

/** Comparisons of which at least one holds wherever the criteria hold; `undefined` where none can be looked up. */
const requiredComparisons = (criteria: Criteria): readonly Comparison[] | undefined =>
  // A value tells more apart than a text within it.
  comparisonsIn(criteria, ({ operator }) => operator === 'equals') ?? comparisonsIn(criteria, () => true);

const comparisonsIn = (
  criteria: Criteria,
  isMeant: (comparison: Comparison) => boolean,
): readonly Comparison[] | undefined =>
  demands(criteria, (condition) => {
    if (condition.kind === 'element') return comparisonsIn(condition.of, isMeant);
    return condition.kind === 'compare' && canBeLookedUp(condition) && isMeant(condition)
      ? [condition]
      : undefined;
  });

/** Booleans cannot: nearly every agent is active, so that looking it up would tell nobody apart. */
function canBeLookedUp({ operator, field, value }: Comparison): boolean {
  if (field.affixes !== undefined || field.type === 'boolean') return false;
  if (operator === 'equals') return true;
  const text = comparable(field, value);
  // Each text has the empty one in it.
  return isTextPlace(operator) && typeof text === 'string' && text !== '';
}

const isTextPlace = (operator: ComparisonOperator): operator is TextPlace =>
  operator === 'startsWith' || operator === 'endsWith' || operator === 'contains';
