import type { ListPosition, ListQuery } from '../../../application/ports/list-page.ts';
import { type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { AccountLists } from './account-lists.ts';
import { keyOf, type ListPlace, type PlacedList } from './known-lists.ts';
import type { Searchable } from './searchable.ts';

/**
 * Remembers the total of a list that is searched or sorted, and where its pages began, for as long as nothing in the account
 * changes. Whoever reads page after page asks for the same list each time.
 */
export class SomeResources {
  private readonly countedKey: string;
  private readonly placedKey: string;

  /** @param query - with rules written out in its criteria, so that these say by themselves who is meant. */
  constructor(
    private readonly lists: AccountLists,
    { table }: Searchable,
    { criteria, ordering }: ListQuery,
  ) {
    const { accountId } = lists.scope.caller;
    this.countedKey = keyOf(accountId, table, criteria);
    this.placedKey = keyOf(accountId, table, criteria, ordering);
  }

  /** @param count - selects how many the list has. It is run where that is not known, in the same round trip. */
  async total(count: SqlFragment): Promise<number> {
    const { counted } = this.lists.known;
    const last = counted.get(this.countedKey);
    const position = last?.position ?? (await this.lists.position());
    const [row] = await this.lists.rows<{ entries: number; total: number | null }>(
      sql`SELECT found.entries, CASE WHEN found.entries = ${last?.entries ?? -1} THEN NULL ELSE (${count}) END AS total FROM (${this.countEntries(position)}) AS found`,
    );
    const entries = Number(row?.entries);
    const total = Number(row?.total ?? last?.total);
    if (await this.lists.isWorthKeeping(entries, total))
      counted.set(this.countedKey, { position, entries, total });
    else counted.delete(this.countedKey);
    return total;
  }

  /** What is known of the places of the list, which is nothing where anything has changed. */
  async places(): Promise<PlacedList> {
    const last = this.lists.known.placed.get(this.placedKey);
    const position = last?.position ?? (await this.lists.position());
    const entries = await this.entries(position);
    return { position, entries, places: last?.entries === entries ? last.places : [] };
  }

  /**
   * Remembers which resource the page began with, unless a place is near.
   *
   * @param before - what was known before the page was read. If anything has changed since, nobody knows when.
   */
  async pageBegan(before: PlacedList, offset: number, at: ListPosition): Promise<void> {
    const { placed, bounds } = this.lists.known;
    const nearest = placeBefore(before, offset)?.offset ?? 0;
    if (offset - nearest < bounds.placesApart) return;
    const { position, entries } = before;
    if (!(await this.lists.isWorthKeeping(entries))) placed.delete(this.placedKey);
    else if ((await this.entries(position)) === entries) {
      const places = [...before.places, { offset, at }].toSorted((one, other) => one.offset - other.offset);
      placed.set(this.placedKey, { position, entries, places });
    }
  }

  private async entries(position: number): Promise<number> {
    const [row] = await this.lists.rows<{ entries: number }>(this.countEntries(position));
    return Number(row?.entries);
  }

  private countEntries(position: number): SqlFragment {
    return sql`SELECT COUNT(*) AS entries FROM ${this.lists.entriesBehind(position, '1')}`;
  }
}

/** The nearest place before a page that passes over so many. */
export const placeBefore = ({ places }: PlacedList, offset: number): ListPlace | undefined =>
  places.findLast((place) => place.offset <= offset);
