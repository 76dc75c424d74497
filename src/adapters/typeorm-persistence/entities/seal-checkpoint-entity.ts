import { instant, longText, optional, primary } from './columns.ts';
import { type Column, tableEntity } from './table-entity.ts';

const size: Column<number> = { type: 'bigint' };

export const sealCheckpointEntity = tableEntity(
  'seal_checkpoints',
  {
    /** How many entries it is about. */
    size: primary(size),
    note: longText(),
    made_at: instant(),
    /** When it was written down outside of the database. */
    delivered_at: optional(instant()),
  },
  { indexes: { seal_checkpoints_delivered: ['delivered_at', 'size'] } },
);
