import { instant, longText, number, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** The keys of checkpoints, the newest with the greatest number. */
export const sealKeyEntity = tableEntity('seal_keys', {
  number: primary(number()),
  /** `name+hash+key`, as verifiers of notes take it. */
  verifier: text(255),
  /** The key, encrypted; the verifier where the configuration has the key, or where it signs no more. */
  secret: longText(),
  made_at: instant(),
});
