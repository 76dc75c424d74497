import { bigNumber, id, instant, longText, number, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const accountEntity = tableEntity('accounts', {
  id: primary(id()),
  name: text(200),
  groups_over_scim: smallNumber(),
  accepts_undeclared: smallNumber(),
  closed_at: optional(instant()),
  // A JSON list of addresses; none where nobody owns it.
  owners: optional(longText()),
  bodies_kept_until: optional(instant()),
  audit_log_days_kept: optional(number()),
  audit_log_archived_up_to: optional(bigNumber()),
  audit_log_archived_before: optional(instant()),
  directory_only: { ...smallNumber(), default: 0 },
  policy_version: { ...number(), default: 0 },
  version: number(),
  created_at: instant(),
  last_modified_at: instant(),
});
