/** One page of a list of the API. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly total?: number;
  /** Leads to the next page; absent on the last one. */
  readonly next?: string;
}
