import { hash } from 'node:crypto';

/** Tells apart in an entity tag what is no part of a resource's version; nothing, for what was not read. */
export const digestOf = (derived: readonly unknown[] | undefined): string | undefined =>
  derived && hash('sha256', JSON.stringify(derived)).slice(0, 12);
