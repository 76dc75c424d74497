import { id, instant, longText, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const profileAttributeEntity = tableEntity('profile_attributes', {
  account_id: primary(id()),
  name_key: primary(text(128)),
  name: text(128),
  // A bit for each type that was seen, and one that is set where some value was a list.
  types: smallNumber(),
  first_seen_at: optional(instant()),
  last_seen_at: optional(instant()),
  declaration: optional(longText()),
  retired_at: optional(instant()),
  renamed_to: optional(text(128)),
});
