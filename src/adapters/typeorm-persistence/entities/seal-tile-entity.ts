import { longText, number, primary } from './columns.ts';
import { type Column, tableEntity } from './table-entity.ts';

const place: Column<number> = { type: 'bigint' };

/** The tiles of the Merkle tree, each as wide as it is at the last checkpoint. */
export const sealTileEntity = tableEntity('seal_tiles', {
  level: primary(number()),
  place: primary(place),
  /** One behind the other, in base64. */
  hashes: longText(),
});
