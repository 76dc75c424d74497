import { afterAll, beforeAll } from 'vitest';
import { type OpenStorage, openStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { DatabaseProduct } from './databases.ts';

export interface Stage {
  readonly storage: OpenStorage;
  readonly url: string;
}

/** A migrated database that is open during the suite. */
export function stageOn(product: DatabaseProduct): () => Stage {
  let stage: Stage | undefined;
  beforeAll(async () => {
    const url = await product.freshUrl();
    stage = { url, storage: openStorage({ url, connectionsMax: 8 }) };
    await stage.storage.storage.migrate();
  });
  afterAll(async () => {
    await stage?.storage.storage.close();
  });
  return () => {
    if (stage === undefined) throw new Error('The database is not open yet.');
    return stage;
  };
}
