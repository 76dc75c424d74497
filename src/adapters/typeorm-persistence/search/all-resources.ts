import type { SqlDialect } from '../dialects/sql-dialect.ts';
import { raw, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import type { AccountLists } from './account-lists.ts';
import type { Census, CensusPlace } from './known-lists.ts';
import type { Searchable } from './searchable.ts';

/** Where a page by number begins: the total, and the nearest place before the page that is known. */
export interface Entrance {
  readonly total: number;
  readonly place?: CensusPlace;
}

/** What the journal has behind a census. */
interface Since {
  readonly entries: number;
  /** By how many resources the account has grown since. */
  readonly grown: number;
  /** The same of those with a lesser id than the place that was asked about. */
  readonly grown_before: number;
}

const beginning: CensusPlace = { offset: 0, id: '' };

/**
 * Counts all resources of a kind, and knows where in the order of their ids pages begin. The census tells both as they were
 * at a position of the journal; what came and went behind it is added up in the statement that asks.
 */
export class AllResources {
  private readonly key: string;
  private readonly growth: SqlFragment;

  constructor(
    private readonly lists: AccountLists,
    private readonly searchable: Searchable,
  ) {
    this.key = `${lists.scope.caller.accountId} ${searchable.table}`;
    this.growth = growthOf(searchable);
  }

  async total(): Promise<number> {
    const census = this.lists.known.censuses.get(this.key);
    if (census === undefined) return this.take();
    const { entries, grown } = await this.since(census, beginning);
    if (this.lists.isTooMany(entries)) return this.take();
    await this.moveOn(census, entries);
    return census.total + grown;
  }

  /** Where to enter for a page that passes over so many. Places that are missing on the way there are looked up. */
  async entrance(offset: number): Promise<Entrance> {
    const census = this.lists.known.censuses.get(this.key);
    if (census === undefined) return this.entranceAfter(await this.take(), offset);
    const nearest = census.places.findLast((place) => place.offset <= offset) ?? beginning;
    const { entries, grown, grown_before } = await this.since(census, nearest);
    if (this.lists.isTooMany(entries)) return this.entranceAfter(await this.take(), offset);
    const total = census.total + grown;
    const begun = { id: nearest.id, offset: nearest.offset + grown_before };
    // Newer resources may have lesser ids, where the clocks of processes differ.
    if (begun.offset > offset) return { total };
    const { place, passed } = await this.placesUpTo(Math.min(offset, total), census, nearest, begun);
    await this.moveOn(this.withPlaces(census, passed), entries);
    return { total, place };
  }

  /** Remembers places, unless one is known that is as good. */
  private withPlaces(census: Census, passed: readonly CensusPlace[]): Census {
    const nearMax = this.lists.known.bounds.placesApart / 2;
    const isNew = ({ offset }: CensusPlace) =>
      census.places.every((known) => Math.abs(known.offset - offset) > nearMax);
    const added = passed.filter(isNew);
    if (added.length === 0) return census;
    const places = [...census.places, ...added].toSorted((one, other) => one.offset - other.offset);
    const known = { ...census, places };
    this.lists.known.censuses.set(this.key, known);
    return known;
  }

  private async entranceAfter(total: number, offset: number): Promise<Entrance> {
    return this.lists.known.censuses.has(this.key) ? this.entrance(offset) : { total };
  }

  /** Goes from place to place; those that it passed are told as they were at the census. */
  private async placesUpTo(offset: number, { position }: Census, from: CensusPlace, begun: CensusPlace) {
    const { placesApart } = this.lists.known.bounds;
    const passed: CensusPlace[] = [];
    let [atCensus, place] = [from, begun];
    while (offset - place.offset >= placesApart) {
      const next = await this.placeBehind(position, place.id);
      if (next === undefined) break;
      place = { id: next.id, offset: place.offset + placesApart };
      atCensus = { id: next.id, offset: atCensus.offset + placesApart - Number(next.grown) };
      passed.push(atCensus);
    }
    return { place: place.id === '' ? undefined : place, passed };
  }

  /** The resource so far behind another one, and by how many those between them have grown since the census. */
  private async placeBehind(position: number, id: string) {
    const { table } = this.searchable;
    const { dialect } = this.lists.scope;
    const ids = sql`SELECT r.id FROM ${raw(table)} AS r${raw(dialect.byPrimaryKey(table))} WHERE r.account_id = :account AND r.id >= ${id} ORDER BY r.id LIMIT ${dialect.limit(1)} OFFSET ${dialect.limit(this.lists.known.bounds.placesApart)}`;
    const grown = sql`SELECT COALESCE(SUM(${this.growth}), 0) ${this.lists.journalBehind(position)} AND j.target_id >= ${id} AND j.target_id < place.id`;
    const [row] = await this.lists.rows<{ id: string; grown: number }>(
      sql`SELECT place.id, (${grown}) AS grown FROM (${ids}) AS place`,
    );
    return row;
  }

  private async since({ position }: Census, { id }: CensusPlace): Promise<Since> {
    const before = sql`CASE WHEN target_id < ${id} THEN ${this.growth} ELSE 0 END`;
    const [row] = await this.lists.rows<Since>(
      sql`SELECT COUNT(*) AS entries, SUM(${this.growth}) AS grown, SUM(${before}) AS grown_before FROM ${this.lists.entriesBehind(position, 'action, target_id')}`,
    );
    const { entries, grown, grown_before } = row ?? {};
    return { entries: Number(entries), grown: Number(grown), grown_before: Number(grown_before) };
  }

  /** Counts them, and remembers it with the position behind which the journal will tell what has changed. */
  private async take(): Promise<number> {
    const position = await this.lists.position();
    const counted = countOfAll(this.searchable, this.lists.scope.dialect);
    // One statement sees one state of the database: what it counts and what the journal has belong together.
    const [row] = await this.lists.rows<{ total: number; entries: number; grown: number }>(
      sql`SELECT (${counted}) AS total, COUNT(*) AS entries, SUM(${this.growth}) AS grown FROM ${this.lists.entriesBehind(position, 'action')}`,
    );
    const total = Number(row?.total);
    const { censuses } = this.lists.known;
    if (await this.lists.isWorthKeeping(Number(row?.entries), total))
      censuses.set(this.key, { position, total: total - Number(row?.grown), places: [] });
    else censuses.delete(this.key);
    return total;
  }

  /** Keeps few entries behind the census: adds to it what came and went up to a later position. */
  private async moveOn(census: Census, entries: number): Promise<void> {
    if (!this.lists.isMany(entries)) return;
    const position = await this.lists.positionNow();
    if (position <= census.position) return;
    const { created, removed } = this.searchable.recordedAs;
    const changed = await this.lists.rows<{ target_id: string; grown: number }>(
      sql`SELECT j.target_id, ${this.growth} AS grown ${this.lists.journalBehind(census.position)} AND j.position <= ${position} AND j.action IN (${created}, ${removed}) ORDER BY j.target_id`,
    );
    let [met, grown] = [0, 0];
    // Places stand in the order of their ids, as these entries do.
    const grownUpTo = (id?: string): number => {
      for (; met < changed.length; met++) {
        const next = changed[met];
        if (next === undefined || (id !== undefined && next.target_id >= id)) break;
        grown += Number(next.grown);
      }
      return grown;
    };
    const places = census.places.map(({ offset, id }) => ({ id, offset: offset + grownUpTo(id) }));
    this.lists.known.censuses.set(this.key, { position, total: census.total + grownUpTo(), places });
  }
}

export function countOfAll({ table, countedBy }: Searchable, dialect: SqlDialect): SqlFragment {
  const index = countedBy === undefined ? '' : dialect.byIndex(countedBy);
  return raw(`SELECT COUNT(*) AS total FROM ${table} AS r${index} WHERE r.account_id = :account`);
}

/** By how many resources an entry says that the account has grown. */
const growthOf = ({ recordedAs: { created, removed } }: Searchable): SqlFragment =>
  raw(`CASE action WHEN '${created}' THEN 1 WHEN '${removed}' THEN -1 ELSE 0 END`);
