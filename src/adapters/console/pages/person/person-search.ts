/** What the page of a person shows, as its address says it. */
export interface PersonSearch {
  /** The position of the entry whose details are seen. */
  readonly open?: number;
}

export const personSearch = (said: Record<string, unknown>): PersonSearch => ({
  open: typeof said.open === 'number' ? said.open : undefined,
});
