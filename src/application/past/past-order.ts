import type { AttributeValues } from '../../criteria/attribute-values.ts';
import { comparable } from '../../criteria/comparable.ts';
import { compareTexts } from '../../criteria/compare-texts.ts';
import type { Scalar } from '../../criteria/field.ts';
import type { Ordering } from '../../criteria/ordering.ts';
import type { ListPosition } from '../ports/list-page.ts';

/** Where a resource stands in a list that is sorted. */
export interface Place {
  readonly id: string;
  /** Absent where it lacks the attribute. */
  readonly key?: Scalar;
}

/** The order of a list as the present has it (see `Ordering`), of resources that no index has as they were. */
export class PastOrder {
  private readonly sign: 1 | -1;

  /** @param ordering - absent for the order in which they came into being, which is that of their ids. */
  constructor(private readonly ordering: Ordering | undefined) {
    this.sign = ordering?.descending ? -1 : 1;
  }

  placeOf(id: string, values: AttributeValues): Place {
    if (this.ordering === undefined) return { id };
    const { field } = this.ordering;
    const first = values.get(field.path)?.find(({ element }) => element === 0);
    return { id, key: first && comparable(field, first.value) };
  }

  readonly compare = (left: Place, right: Place): number =>
    this.sign * (compareKeys(left.key, right.key) || compareTexts(left.id, right.id));

  /** Where in a sorted list a walk goes on. */
  startIn(places: readonly Place[], from: number | 'beginning' | ListPosition): number {
    if (typeof from === 'number') return from;
    if (from === 'beginning') return 0;
    const last = placeAt(from);
    const start = places.findIndex((place) => this.compare(place, last) > 0);
    return start === -1 ? places.length : start;
  }
}

/** The position behind a place, for the next page. */
export const positionBehind = ({ id, key }: Place): ListPosition => ({
  id,
  key: key === undefined ? null : typeof key + separator + key,
});

const separator = ' ';

function placeAt({ id, key }: ListPosition): Place {
  if (key === undefined || key === null) return { id };
  const [type = ''] = key.split(separator, 1);
  const text = key.slice(type.length + separator.length);
  if (type === 'boolean') return { id, key: text === 'true' };
  return { id, key: type === 'number' ? Number(text) : text };
}

const ranks = { boolean: 0, number: 1, string: 2 } as const;
const rankOf = (key: Scalar): number => ranks[typeof key as keyof typeof ranks];

/** Keys of several types come one type behind the other; who has none comes last. */
function compareKeys(left: Scalar | undefined, right: Scalar | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return rankOf(left) - rankOf(right) || Number(left) - Number(right);
}
