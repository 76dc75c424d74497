import type { JsonValue } from '../../../criteria/json.ts';
import type { AttributeChange } from '../../../domain/shared/attribute-change.ts';
import { type AgentId, type GroupId, groupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import { directoriesOf, isByDirectory } from './agents-of-wave.ts';

/**
 * From which groups the directory took which of the agents since a time, where nobody has decided about them in the group since. The
 * groups are in the order of their ids.
 */
export async function groupsLost(
  { journal, tokens }: Pick<ReadScope, 'journal' | 'tokens'>,
  ids: readonly AgentId[],
  since: Instant,
): Promise<ReadonlyMap<GroupId, readonly AgentId[]>> {
  const directories = await directoriesOf(tokens);
  const wanted: ReadonlySet<string> = new Set(ids);
  const lost = new Map<string, Set<AgentId>>();
  for await (const entries of journal.involvingOneOf(ids, { action: 'GroupMembersChanged', since })) {
    for (const { changes, principal, target } of entries) {
      const group = target?.id ?? '';
      const known = lost.get(group) ?? new Set();
      lost.set(group, known);
      const [left, joined] = [membersIn(changes, 'from', wanted), membersIn(changes, 'to', wanted)];
      // What was decided before is over, by whomever.
      for (const id of [...left, ...joined]) known.delete(id);
      if (isByDirectory({ principal }, directories)) for (const id of left) known.add(id);
    }
  }
  const inOrder = [...lost]
    .filter(([, some]) => some.size > 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return new Map(inOrder.map(([group, some]) => [groupId(group), [...some]]));
}

/** Of very many members some have no name in the entry. */
function membersIn(
  changes: readonly AttributeChange[],
  side: 'from' | 'to',
  wanted: ReadonlySet<string>,
): readonly AgentId[] {
  const members = changes
    .filter(({ path }) => path === 'members')
    .flatMap((change) => [change[side] ?? []].flat());
  return members.map(idOf).filter((id): id is AgentId => typeof id === 'string' && wanted.has(id));
}

const idOf = (member: JsonValue): JsonValue | undefined =>
  typeof member === 'string' ? member : (member as { readonly id?: JsonValue } | null)?.id;
