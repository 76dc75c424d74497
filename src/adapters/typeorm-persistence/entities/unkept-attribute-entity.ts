import type { UnkeptWith } from '../../../domain/profile-attribute/unkept-attribute.ts';
import { id, instant, number, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const unkeptAttributeEntity = tableEntity('unkept_attributes', {
  account_id: primary(id()),
  sent_with: primary(text<UnkeptWith>(16)),
  // Folded, which may be longer.
  name_key: primary(text(320)),
  name: text(200),
  times: number(),
  example: text(80),
  first_sent_at: instant(),
  last_sent_at: instant(),
  told_at: instant(),
  times_told: number(),
});
