import type { Group } from '../../../domain/group/group.ts';
import { governedOtherwise } from '../../../domain/group/group-governance.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import type { GroupReader } from '../../ports/group-repository.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { findGroupToChange, type GroupToChange, groupNameUnknown } from './find-group.ts';

/** A group with the rule of its own. */
interface RuledGroup {
  readonly group: Group;
  readonly rule: MembershipRule;
}

/** @throws DomainError `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`. */
export const findRuleGroup = async (
  groups: Pick<GroupReader, 'find'>,
  wanted: GroupToChange,
  attempt: OpenAttempt,
): Promise<RuledGroup> => ruled(await findGroupToChange(groups, wanted, attempt));

/** The same by its name. @throws DomainError `groupNotFound`, `groupGovernedOtherwise`. */
export async function ruleGroupNamed(groups: Pick<GroupReader, 'named'>, name: string): Promise<RuledGroup> {
  const [group] = await groups.named([name]);
  if (group === undefined) throw groupNameUnknown(name);
  return ruled(group);
}

function ruled(group: Group): RuledGroup {
  const { rule, origin } = group.state;
  if (rule === undefined || origin !== undefined) throw governedOtherwise(group.state, 'rule');
  return { group, rule };
}
