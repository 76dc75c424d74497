import type { Caller } from '../../src/application/ports/caller.ts';
import type { UnitOfWork } from '../../src/application/ports/unit-of-work.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { Group } from '../../src/domain/group/group.ts';
import type { MembershipRule } from '../../src/domain/group/membership-rule.ts';
import { groupId } from '../../src/domain/shared/identifiers.ts';
import { noon } from './agents.ts';

/** A rule with only the relevant fields said; it takes deactivated agents as well. */
export const ruleOf = (criteria: Criteria, fields: Partial<MembershipRule> = {}): MembershipRule => ({
  ...{ text: 'any', criteria, always: [], never: [], includesDeactivated: true },
  ...fields,
});

/** Stores a group `Rule 0`, `Rule 1`… for each of the rules, whatever an administrator could write. */
export async function storeRuleGroups(
  unitOfWork: UnitOfWork,
  caller: Caller,
  rules: readonly MembershipRule[],
): Promise<readonly Group[]> {
  return unitOfWork.transact(caller, async ({ groups, policy }) => {
    await policy.beginChange();
    const stored: Group[] = [];
    for (const [index, rule] of rules.entries()) {
      const id = groupId(crypto.randomUUID());
      const named = { displayName: `Rule ${index}` };
      const change = Group.createByRule(id, caller.accountId, named, { kind: 'agents', rule }, noon);
      await groups.store(change);
      stored.push(change.state);
    }
    return stored;
  });
}
