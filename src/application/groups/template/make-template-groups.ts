import { Group, type GroupChange } from '../../../domain/group/group.ts';
import { groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { TemplateValue } from '../../ports/group-repository.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { freeNames } from './free-names.ts';

/** Makes a group for each of the values, under a name that no other group has. */
export async function makeTemplateGroups(
  { groups }: Pick<WriteScope, 'groups'>,
  values: readonly TemplateValue[],
  identifiers: IdentifierSource,
  at: Instant,
  made: (group: Group) => void,
): Promise<void> {
  const names = await freeNames(groups, values);
  const changes = values.map(({ template, value }, index): GroupChange => {
    const { id: templateId, accountId, kind, field } = template.state;
    const displayName = names[index] ?? template.nameOf(value);
    const rule = template.ruleOf(value);
    const settings = { kind, rule, origin: { templateId, field, value } };
    return Group.createByRule(groupId(identifiers.next()), accountId, { displayName }, settings, at);
  });
  await groups.storeAll(changes);
  for (const { state } of changes) made(state);
}
