import { foldCase } from '../../../criteria/fold-case.ts';
import { Group } from '../../../domain/group/group.ts';
import { groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { TemplateValue } from '../../ports/group-repository.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

/** Makes a group for each of the values, under a name that no other group has. */
export async function makeTemplateGroups(
  { groups }: Pick<WriteScope, 'groups'>,
  values: readonly TemplateValue[],
  identifiers: IdentifierSource,
  at: Instant,
  made: (group: Group) => void,
): Promise<void> {
  const taken = new Set(await groups.takenNames(values.map(({ template, value }) => template.nameOf(value))));
  for (const { template, value } of values) {
    let others = 0;
    while (taken.has(foldCase(template.nameOf(value, others)))) {
      others += 1;
      const name = template.nameOf(value, others);
      if ((await groups.takenNames([name])).size > 0) taken.add(foldCase(name));
    }
    const displayName = template.nameOf(value, others);
    taken.add(foldCase(displayName));
    const { id: templateId, accountId, kind, field } = template.state;
    const nature = {
      kind,
      rule: template.ruleOf(value),
      origin: { templateId, field, value },
    };
    const id = groupId(identifiers.next());
    const change = Group.createByRule(id, accountId, { displayName }, nature, at);
    await groups.store(change);
    made(change.state);
  }
}
