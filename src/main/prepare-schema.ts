import type { Storage } from '../application/ports/storage.ts';
import { DatabaseForeign, SchemaNewer, StorageUnavailable } from '../application/ports/storage-errors.ts';
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

/**
 * @param besideOthers - whether the first tables may be made where another program has tables already.
 * @throws StorageUnavailable, DatabaseUnusable, DatabaseForeign, SchemaBehind, SchemaNewer
 */
export async function prepareSchema(
  storage: Storage,
  migrate: 'auto' | 'manual',
  besideOthers = false,
): Promise<void> {
  const pending = await migrateOrInspect(storage, migrate, besideOthers).catch((error: unknown) => {
    if (error instanceof SchemaNewer || error instanceof DatabaseForeign) throw error;
    if (!(error instanceof StorageUnavailable)) throw new DatabaseUnusable(error);
    throw error.trouble === 'unusable' ? new DatabaseUnusable(error.cause) : error;
  });
  if (pending.length > 0) throw new SchemaBehind(pending);
}

/** @returns what is left to the operator. */
async function migrateOrInspect(
  storage: Storage,
  migrate: 'auto' | 'manual',
  besideOthers: boolean,
): Promise<readonly string[]> {
  if (migrate === 'manual') {
    const { pendingMigrations, unknownMigrations } = await storage.inspect();
    if (unknownMigrations.length > 0) throw new SchemaNewer(unknownMigrations);
    return pendingMigrations;
  }
  await storage.migrate(besideOthers);
  return [];
}
