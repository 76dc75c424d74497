import type { GroupTemplate, GroupTemplateChange } from '../../../domain/group/group-template.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

const groupsPerRead = 1000;

/** Removes a template, and the groups that it made, each with its entry of the journal, in a change of the policy. */
export async function endTemplate(
  { groups, groupTemplates }: Pick<WriteScope, 'groups' | 'groupTemplates'>,
  template: GroupTemplate,
  at: Instant,
): Promise<GroupTemplateChange> {
  let after: GroupId | undefined;
  do {
    const some = await groups.ofTemplate(template.state.id, after, groupsPerRead);
    await groups.storeAll(some.map((group) => group.remove(at)));
    after = some.at(-1)?.state.id;
  } while (after !== undefined);
  const change = template.remove(at);
  await groupTemplates.store(change);
  return change;
}
