import type { JsonObject } from '../../../criteria/json.ts';
import type { Group } from '../../../domain/group/group.ts';
import { journaledRule } from '../../../domain/group/membership-rule.ts';
import { attributeChanges } from '../../../domain/shared/attribute-change.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import type { Side } from './agent-differences.ts';
import { Causes, lastOf } from './causes.ts';
import { becameOf, type Difference } from './difference.ts';

/** The groups of which something differs between two times, their members apart, in the order of their ids. */
export async function* groupDifferences(
  from: Side,
  to: Side,
  after: GroupId | undefined,
): AsyncGenerator<Difference> {
  const [old, now] = [from.groups.groups, to.groups.groups];
  const causes = new Causes(from.past, to.past);
  for (const id of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    if (after !== undefined && id <= after) continue;
    const [before, behind] = [old.get(id), now.get(id)];
    const state = (behind ?? before)?.state;
    const changes = attributeChanges(attributesOf(before), attributesOf(behind));
    const became = becameOf(before, behind, changes.length);
    if (state === undefined || became === 'same') continue;
    const told = (await causes.ofGroup(id)).filter(({ cause }) => cause.action !== 'GroupMembersChanged');
    const name = state.displayName;
    const ofGroup = lastOf(told.map(({ cause }) => cause));
    yield { ...{ type: 'group', id, name, became, changes, causes: ofGroup }, memberships: [] };
  }
}

function attributesOf(group: Group | undefined): JsonObject {
  if (group === undefined) return {};
  const { displayName, externalId, kind, governedBy, givesRole, grantedTo, rule } = group.state;
  return {
    ...{ displayName, externalId, kind, governedBy, givesRole, rule: rule && journaledRule(rule) },
    grantedTo: grantedTo.length === 0 ? undefined : grantedTo.toSorted(),
  };
}
