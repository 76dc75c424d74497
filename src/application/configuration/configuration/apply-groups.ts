import { foldCase } from '../../../criteria/fold-case.ts';
import type { Group, GroupChange } from '../../../domain/group/group.ts';
import { governedOtherwise } from '../../../domain/group/group-governance.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { namedMembers } from '../../groups/membership/named-members.ts';
import type { GroupsConfiguration } from './account-configuration.ts';
import { applyHandGroup } from './apply-hand-group.ts';
import { applyRuleGroup } from './apply-rule-group.ts';
import { configurationLimits } from './configuration-limits.ts';
import { type Applying, atPath } from './differences.ts';
import { requireUniqueNames } from './unique-names.ts';

const section = 'groups';
const handPath = (index: number) => `${section}.byHand.${index}`;
const rulePath = (index: number) => `${section}.byRule.${index}`;

/**
 * Groups that people here govern. What a directory pushes or a template made is no business of a configuration, and is
 * refused where it is named.
 */
export async function applyGroups(
  applying: Applying,
  { prune = false, byHand = [], byRule = [] }: GroupsConfiguration = {},
): Promise<void> {
  requireUniqueNames([
    ...byHand.map(({ name }, index) => [handPath(index), name] as const),
    ...byRule.map(({ name }, index) => [rulePath(index), name] as const),
  ]);
  requireFewMembers(byHand);
  const names = [...byHand, ...byRule].map(({ name }) => name);
  if (prune) await removeOthers(applying, new Set(names.map(foldCase)));
  const { groups, policy } = applying.scope;
  const there = new Map(
    (await groups.named(names)).map((group) => [foldCase(group.state.displayName), group]),
  );
  for (const [index, one] of byHand.entries()) {
    const path = handPath(index);
    await atPath(path, async () => {
      const group = there.get(foldCase(one.name));
      requireNature(group, 'hand', one.kind);
      await applyHandGroup(applying, path, one, group);
    });
  }
  let rules = byRule.length === 0 ? 0 : (await policy.current()).ruleGroups.all.length;
  for (const [index, one] of byRule.entries()) {
    const path = rulePath(index);
    await atPath(path, async () => {
      const group = there.get(foldCase(one.name));
      requireNature(group, 'rule', one.kind);
      await applyRuleGroup(applying, path, one, group, rules);
      if (group === undefined) rules += 1;
    });
  }
}

/** @throws DomainError `attributeTooLarge`. */
async function removeOthers(
  { scope, context, differences }: Applying,
  names: ReadonlySet<string>,
): Promise<void> {
  const { itemsMax } = configurationLimits;
  for (const governedBy of ['hand', 'rule'] as const) {
    const groups = await scope.groups.madeHere(governedBy, 2 * itemsMax + 1);
    const others = groups.filter(({ state }) => !names.has(foldCase(state.displayName)));
    if (others.length > itemsMax) {
      const message = `More than ${itemsMax} groups would be removed, since the configuration does not name them. Remove some of them first.`;
      throw new DomainError('attributeTooLarge', message, { path: `${section}.prune` });
    }
    const removals: GroupChange[] = [];
    for (const group of others)
      removals.push(group.remove(context.at, await namedMembers(scope.groups, group)));
    await scope.groups.storeAll(removals);
    for (const removal of removals) differences.add(section, 'removed', removal);
  }
}

/** @throws DomainError `groupGovernedOtherwise`, `attributeInvalid`: neither changes in the life of a group. */
function requireNature(
  group: Group | undefined,
  governedBy: 'hand' | 'rule',
  kind: GroupKind | undefined,
): void {
  if (group === undefined) return;
  const { displayName, kind: itsKind, origin } = group.state;
  if (group.state.governedBy !== governedBy || origin !== undefined)
    throw governedOtherwise(group.state, governedBy);
  if (kind === undefined || kind === itsKind) return;
  const message = `The group ${JSON.stringify(displayName)} is made of ${itsKind}, which it stays. Remove it first where it is to be made of ${kind}.`;
  throw new DomainError('attributeInvalid', message, { attribute: 'kind' });
}

function requireFewMembers(byHand: NonNullable<GroupsConfiguration['byHand']>): void {
  const { membersInAllMax } = configurationLimits;
  const members = byHand.reduce((sum, { members: named = [] }) => sum + named.length, 0);
  if (members <= membersInAllMax) return;
  const message = `The groups by hand name ${members} members together; allowed are at most ${membersInAllMax}. A group whose members are not named keeps them.`;
  throw new DomainError('attributeTooLarge', message, { path: section });
}
