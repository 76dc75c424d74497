import { id, longText, optional, primary, text } from './columns.ts';
import { type Column, tableEntity } from './table-entity.ts';

const position: Column<number> = { type: 'bigint' };

/** What the leaves of the Merkle tree commit to. */
export const sealedEntryEntity = tableEntity('sealed_entries', {
  position: primary(position),
  account_id: id(),
  /** Of the entry with a salted hash for each personal value, in base64. */
  entry_hash: text(44),
  /** In base64. */
  salt: optional(text(24)),
  /** What opens an entry of which values were erased: JSON. */
  opened: optional(longText()),
});
