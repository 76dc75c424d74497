import { bigNumber, instant, longText, optional, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** Up to where the audit log has arrived at each place beside the database, and which process sends it there. */
export const journalSinksEntity = tableEntity('journal_sinks', {
  name: primary(text(16)),
  position: bigNumber(),
  holder: text(36),
  held_until: instant(),
  failing_since: optional(instant()),
  failure: optional(longText()),
});
