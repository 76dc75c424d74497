import type { GroupTemplate } from '../../../domain/group/group-template.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

const groupsPerRead = 1000;

/** Removes the groups that the template made, each with its entry of the journal. */
export async function removeTemplateGroups(
  { groups }: Pick<WriteScope, 'groups'>,
  { state: { id } }: GroupTemplate,
  at: Instant,
): Promise<void> {
  let after: GroupId | undefined;
  do {
    const some = await groups.ofTemplate(id, after, groupsPerRead);
    await groups.storeAll(some.map((group) => group.remove(at)));
    after = some.at(-1)?.state.id;
  } while (after !== undefined);
}
