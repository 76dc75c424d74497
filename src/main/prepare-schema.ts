import type { Storage } from '../application/ports/storage.ts';
import {
  AlreadyServed,
  DatabaseForeign,
  SchemaNewer,
  StorageUnavailable,
} from '../application/ports/storage-errors.ts';
import { DatabaseUnusable } from './database-unusable.ts';

/** The database schema is behind the program, and the configuration leaves it to the operator. */
export class SchemaBehind extends Error {
  override readonly name = 'SchemaBehind';

  constructor(pendingMigrations: readonly string[]) {
    super(
      `The database schema is behind by ${pendingMigrations.length} migrations (${pendingMigrations.join(', ')}) and ROLLCALL_MIGRATE is "manual". Run: rollcall migrate`,
    );
  }
}

interface Preparation {
  readonly migrate: 'auto' | 'manual';
  /** Whether the first tables may be made where another program has tables already. */
  readonly besideOthers?: boolean;
  /** Whether this process is to be the only one that serves an embedded database. */
  readonly serves?: boolean;
}

/**
 * Whatever is refused is refused before anything is made or changed.
 *
 * @throws StorageUnavailable, DatabaseUnusable, DatabaseForeign, SchemaBehind, SchemaNewer, AlreadyServed
 */
export async function prepareSchema(storage: Storage, preparation: Preparation): Promise<void> {
  try {
    await prepare(storage, preparation);
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) throw error;
    if (!(error instanceof StorageUnavailable)) throw new DatabaseUnusable(error);
    throw error.trouble === 'unusable' ? new DatabaseUnusable(error.cause) : error;
  }
}

const refusals = [DatabaseForeign, SchemaNewer, SchemaBehind, AlreadyServed];

async function prepare(storage: Storage, { migrate, besideOthers, serves }: Preparation): Promise<void> {
  const pending = await storage.pendingMigrations(besideOthers);
  if (pending.length > 0 && migrate === 'manual') throw new SchemaBehind(pending);
  if (serves) storage.claim();
  if (pending.length > 0) await storage.migrate(besideOthers);
}
