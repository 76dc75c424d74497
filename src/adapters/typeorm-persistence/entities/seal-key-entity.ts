import { instant, longText, number, optional, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** The keys of checkpoints, the newest with the greatest number. */
export const sealKeyEntity = tableEntity('seal_keys', {
  number: primary(number()),
  /** `name+hash+key`, as verifiers of notes take it. */
  verifier: text(255),
  /** Encrypted. Absent where the configuration has it, or where it signs no more. */
  secret: optional(longText()),
  made_at: instant(),
});
