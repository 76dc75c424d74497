import type { Field } from '../../../criteria/field.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { id, instant, json, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const groupTemplateEntity = tableEntity('group_templates', {
  account_id: primary(id()),
  id: primary(id()),
  kind: text<GroupKind>(16),
  attribute: text(400),
  path: text(200),
  field: json<Field>(),
  name_pattern: text(200),
  includes_deactivated: smallNumber(),
  created_at: instant(),
});
