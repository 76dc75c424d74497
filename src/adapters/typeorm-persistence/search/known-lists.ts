import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ListPosition } from '../../../application/ports/list-page.ts';

/** What was found out about all resources of a kind in an account, as they were at a position of the journal. */
export interface Census {
  readonly position: number;
  readonly total: number;
  /** In ascending order of both. */
  readonly places: readonly CensusPlace[];
}

/** How many resources have a lesser id. */
export interface CensusPlace {
  readonly offset: number;
  readonly id: string;
}

/** Holds for as long as the account has so many entries behind the position. */
interface Unchanged {
  readonly position: number;
  readonly entries: number;
}

export interface CountedList extends Unchanged {
  readonly total: number;
}

export interface PlacedList extends Unchanged {
  /** In ascending order of the offset. */
  readonly places: readonly ListPlace[];
}

/** How many resources the list has before this one. */
export interface ListPlace {
  readonly offset: number;
  readonly at: ListPosition;
}

const listsMax = 10_000;
/** A place takes some hundred bytes. */
const placesMax = 100_000;
/** By then, what somebody did to the database by hand, and the journal does not tell, is noticed. */
const keptMilliseconds = 600_000;

const kept = { ttl: keptMilliseconds, noUpdateTTL: true };
const placed = {
  ...kept,
  maxSize: placesMax,
  sizeCalculation: ({ places }: { readonly places: readonly unknown[] }) => places.length + 1,
};

/** What decides how a list is read. */
export interface ListBounds {
  /**
   * So many who satisfy a condition are found by it and sorted, which takes some tens of milliseconds at most. Where more satisfy it, each
   * resource of the list is asked.
   */
  readonly fewMax: number;
  /**
   * Where no condition is of so few, so many who satisfy one are found by it and sorted, once the first of the list have shown that they do
   * not make the page.
   */
  readonly someMax: number;
  /** Where so many of the list do not have a page among them, those who satisfy the rarest condition are found at once. */
  readonly soonMax: number;
  /** Fewer are counted each time, which takes no longer than to ask the journal. */
  readonly countedMin: number;
  /** A statement looks at no more entries than so many. Where there are more, what is remembered is too old to go by. */
  readonly entriesMax: number;
  /** So many are read in no time. Where there are more, a later position is gone by. */
  readonly entriesMany: number;
  /** Places are so many resources apart. To pass over as many costs about as much as to read a page. */
  readonly placesApart: number;
}

export const usualBounds: ListBounds = {
  fewMax: 10_000,
  someMax: 30_000,
  soonMax: 1_000,
  countedMin: 1_000,
  entriesMax: 20_000,
  entriesMany: 1_000,
  placesApart: 5_000,
};

/**
 * What a process knows of the lists of all accounts. Nothing here is gone by before a statement has told from the journal what
 * has changed since.
 */
export class KnownLists {
  /** One that an entry had when it was last asked for, of all accounts. */
  lastPosition: number | undefined;
  readonly censuses = new LRUCache<string, Census>(placed);
  readonly counted = new LRUCache<string, CountedList>({ ...kept, max: listsMax });
  readonly placed = new LRUCache<string, PlacedList>(placed);

  constructor(readonly bounds: ListBounds = usualBounds) {}
}

/** What is asked of a list, in few characters however long it is. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64');
