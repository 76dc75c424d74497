/**
 * What a database's error means: `duplicate`, a unique index refused a row; `conflict`, the transaction was
 * undone and may succeed when it is run again; `unavailable`, the database is away or too slow. Anything else is
 * a mistake of ours.
 */
export type Failure = 'duplicate' | 'conflict' | 'unavailable' | 'mistake';
