import type { Principal } from '../../../application/ports/caller.ts';
import { id, instant, longText, optional, primary, text } from './columns.ts';
import { type Column, tableEntity } from './table-entity.ts';

/** A number that the database gives out, each greater than those before. */
const given: Column<number> = { type: 'bigint', generated: 'increment' };

const position: Column<number> = { type: 'bigint' };

/** The database's own time when the row was written, in UTC. Processes of the version before ask for it during an upgrade. */
const writtenAt: Column<unknown> = { type: 'datetime', precision: 3, default: () => 'utc_timestamp(3)' };

export const journalEntity = tableEntity(
  'journal',
  {
    id: primary(given),
    account_id: id(),
    recorded_at: instant(),
    action: text(64),
    target_type: optional(text(16)),
    target_id: optional(text(255)),
    target_name: optional(text(320)),
    principal_kind: text<Principal['kind']>(16),
    principal_id: optional(id()),
    principal_name: optional(text(200)),
    source: text(255),
    request_id: text(128),
    changes: longText(),
    refusal: optional(longText()),
    written_at: writtenAt,
    target_name_key: optional(text(320)),
    /** Given after the commit (decision 72). */
    position: optional(position),
  },
  {
    indexes: {
      journal_account: ['account_id', 'position'],
      journal_target: ['account_id', 'target_id', 'position'],
      journal_target_name: ['account_id', 'target_name_key', 'position'],
      journal_time: ['account_id', 'recorded_at', 'position'],
    },
    uniqueIndexes: { journal_position: ['position'] },
  },
);
