import { foldCase } from '../../../criteria/fold-case.ts';
import type { GroupRepository, TemplateValue } from '../../ports/group-repository.ts';

/** Values whose groups would have the same name, by their places in the list of all. */
interface Namesakes {
  readonly places: readonly number[];
  /** How many of the name's numbers were looked up before. */
  readonly tried: number;
  /** How many are looked up next. */
  readonly numbers: number;
}

/**
 * A name for the group of each value, which no group has and no other of these values. Names that are taken or cut
 * alike are numbered. Numbers are looked up for all values at once, and twice as many each time, so that ten thousand
 * values take a few round trips.
 */
export async function freeNames(
  groups: Pick<GroupRepository, 'takenNames'>,
  values: readonly TemplateValue[],
): Promise<readonly string[]> {
  const nameAt = (place: number, others: number): string => {
    const { template, value } = values[place] as TemplateValue;
    return template.nameOf(value, others);
  };
  const names: string[] = [];
  const given = new Set<string>();
  let unnamed = namesakesOf(values);
  while (unnamed.length > 0) {
    const taken = await groups.takenNames(
      unnamed.flatMap(({ places: [first = 0], tried, numbers }) =>
        Array.from({ length: numbers }, (_, number) => nameAt(first, tried + number)),
      ),
    );
    unnamed = unnamed.flatMap(({ places, tried, numbers }) => {
      let named = 0;
      for (let others = tried; others < tried + numbers && named < places.length; others++) {
        const place = places[named] ?? 0;
        const name = nameAt(place, others);
        const key = foldCase(name);
        if (taken.has(key) || given.has(key)) continue;
        given.add(key);
        names[place] = name;
        named += 1;
      }
      const left = places.slice(named);
      return left.length === 0 ? [] : [{ places: left, tried: tried + numbers, numbers: 2 * numbers }];
    });
  }
  return names;
}

function namesakesOf(values: readonly TemplateValue[]): readonly Namesakes[] {
  const places = new Map<string, number[]>();
  for (const [place, { template, value }] of values.entries()) {
    const key = foldCase(template.nameOf(value));
    const same = places.get(key);
    if (same === undefined) places.set(key, [place]);
    else same.push(place);
  }
  return [...places.values()].map((same) => ({ places: same, tried: 0, numbers: same.length }));
}
