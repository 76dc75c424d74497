/** Bounds on what one request may ask for; each is far above what a known client sends. */
export const limits = {
  filterCharactersMax: 4096,
  /** Of groups, negations and value paths inside each other. */
  filterDepthMax: 20,
  /** Comparisons, `pr` included. */
  filterTermsMax: 100,
  pathCharactersMax: 4096,
  patchOperationsMax: 1000,
  /** Of values by the operations of one PATCH, so that they hold up nobody for long: see `PatchComparisons`. */
  patchComparisonsMax: 4_000_000,
  /** Of a request that cannot be read whole: beyond that its operations and attributes are read or left out as they are. */
  partsMax: 2000,
  bulkOperationsMax: 1000,
  /** Of a multi-valued attribute, and members of one object. */
  valuesMax: 1000,
} as const;
