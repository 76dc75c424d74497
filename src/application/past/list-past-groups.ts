import { type AttributeValues, addValues, type ElementValue } from '../../criteria/attribute-values.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { Group } from '../../domain/group/group.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import { asksAboutMembers } from '../../domain/membership/criteria-about-members.ts';
import type { ListPage, ListQuery } from '../ports/list-page.ts';
import type { PastAccount } from './past-account.ts';
import { pastGroups } from './past-groups.ts';
import { withPastMembersAnswered } from './past-groups-of-members.ts';
import { PastMembers } from './past-members.ts';
import { PastOrder, type Place, positionBehind } from './past-order.ts';

/**
 * A list of groups as it would have been answered then.
 *
 * @throws DomainError `criteriaTooWide`, `pastUntold`.
 */
export async function listPastGroups(
  past: PastAccount,
  { criteria, ordering, from, limit, withTotal }: ListQuery,
  withMembers: boolean,
): Promise<ListPage<GroupView>> {
  const asksMembers = asksAboutMembers(criteria);
  const there = await pastGroups(past, () => asksMembers);
  const holds = criteriaPredicate(
    asksMembers ? await withPastMembersAnswered(past, there, criteria) : criteria,
  );
  const order = new PastOrder(ordering);
  const found: (Place & { readonly group: Group })[] = [];
  for (const group of there.groups.values()) {
    const values = valuesOf(group);
    if (holds(values)) found.push({ ...order.placeOf(group.state.id, values), group });
  }
  found.sort(order.compare);
  const start = order.startIn(found, from);
  const asked = found.slice(start, start + limit).map(({ group }) => group);
  const resources = withMembers
    ? await new PastMembers(past).views(asked)
    : asked.map((group) => ({ group }));
  // Of groups with very many members a page holds fewer.
  const end = start + resources.length;
  const last = resources.length === 0 ? undefined : found[end - 1];
  const next = last !== undefined && end < found.length ? positionBehind(last) : undefined;
  return { resources, total: withTotal ? found.length : undefined, next };
}

/** What can be asked about a group; see `group-fields`. Questions about members are answered before. */
function valuesOf({ state }: Group): AttributeValues {
  const { id, externalId, displayName, kind, createdAt, lastModifiedAt } = state;
  const values = new Map<string, ElementValue[]>();
  addValues(values, { id, externalId, displayName, kind });
  addValues(values, { meta: { created: createdAt, lastModified: lastModifiedAt } });
  return values;
}
