import { createHash } from 'node:crypto';

/** Tells apart in an entity tag what is no part of a resource's version; nothing, for what was not read. */
export const digestOf = (derived: readonly unknown[] | undefined): string | undefined =>
  derived && createHash('sha256').update(JSON.stringify(derived)).digest('hex').slice(0, 12);
