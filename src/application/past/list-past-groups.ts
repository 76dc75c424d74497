import { type AttributeValues, addValues, type ElementValue } from '../../criteria/attribute-values.ts';
import { comparable } from '../../criteria/comparable.ts';
import { compareTexts } from '../../criteria/compare-texts.ts';
import { criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { Ordering } from '../../criteria/ordering.ts';
import type { Group } from '../../domain/group/group.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import { asksAboutMembers } from '../../domain/membership/criteria-about-members.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { ListPage, ListQuery } from '../ports/list-page.ts';
import type { PastAccount } from './past-account.ts';
import { pastGroups } from './past-groups.ts';

/**
 * A list of groups as it would have been answered then, without members.
 *
 * @throws DomainError `attributeInvalid` where it is to have members or asks for them, `pastUntold`.
 */
export async function listPastGroups(
  past: PastAccount,
  { criteria, ordering, from, limit, withTotal }: ListQuery,
  withMembers: boolean,
): Promise<ListPage<GroupView>> {
  if (withMembers || asksAboutMembers(criteria)) throw membersUntold();
  const holds = criteriaPredicate(criteria);
  const { groups } = await pastGroups(past, () => false);
  const found = [...groups.values()].filter((group) => holds(valuesOf(group))).sort(inOrder(ordering));
  const start = typeof from === 'object' ? found.findIndex(({ state }) => state.id === from.id) + 1 : from;
  const first = start === 'beginning' ? 0 : start;
  const page = found.slice(first, first + limit);
  const last = page.at(-1);
  return {
    resources: page.map((group) => ({ group })),
    total: withTotal ? found.length : undefined,
    next: last !== undefined && first + limit < found.length ? { id: last.state.id } : undefined,
  };
}

/** What can be asked about a group, its members apart; see `group-fields`. */
function valuesOf({ state }: Group): AttributeValues {
  const { id, externalId, displayName, kind, createdAt, lastModifiedAt } = state;
  const values = new Map<string, ElementValue[]>();
  addValues(values, { id, externalId, displayName, kind });
  addValues(values, { meta: { created: createdAt, lastModified: lastModifiedAt } });
  return values;
}

const inOrder =
  (ordering: Ordering | undefined) =>
  (left: Group, right: Group): number => {
    const byId = compareTexts(left.state.id, right.state.id);
    if (ordering === undefined) return byId;
    const sign = ordering.descending ? -1 : 1;
    return sign * compareTexts(keyOf(left, ordering), keyOf(right, ordering)) || byId;
  };

const keyOf = (group: Group, { field }: Ordering): string =>
  String(comparable(field, valuesOf(group).get(field.path)?.[0]?.value ?? '') ?? '');

const membersUntold = (): DomainError =>
  new DomainError(
    'attributeInvalid',
    'A list of groups as of a time has no members and cannot be asked about them. Ask for the members of one group, or for the groups of one agent.',
    { attribute: 'at' },
  );
