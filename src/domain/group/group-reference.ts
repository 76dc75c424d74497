import { compareTexts } from '../../criteria/compare-texts.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { GroupId } from '../shared/identifiers.ts';

/** Whom a group is made of: agents, or the account's people with a role above agent, who look after them. */
export type GroupKind = 'agents' | 'users';

/** A group to which an agent belongs. */
export interface GroupReference {
  readonly id: GroupId;
  readonly displayName: string;
  readonly kind: GroupKind;
}

/** In the order in which people look for them, letter case aside. */
export const byName = (groups: readonly GroupReference[]): readonly GroupReference[] =>
  groups
    .map((group) => ({ group, name: foldCase(group.displayName) }))
    .sort((left, right) => compareTexts(left.name, right.name))
    .map(({ group }) => group);
