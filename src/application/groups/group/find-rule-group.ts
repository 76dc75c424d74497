import type { Group } from '../../../domain/group/group.ts';
import { governedOtherwise } from '../../../domain/group/group-governance.ts';
import type { MembershipRule } from '../../../domain/group/membership-rule.ts';
import type { GroupId } from '../../../domain/shared/identifiers.ts';
import type { GroupReader } from '../../ports/group-repository.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';
import { findGroup } from './find-group.ts';

/** A group with the rule of its own. @throws DomainError `groupNotFound`, `groupGovernedOtherwise`. */
export async function findRuleGroup(
  groups: Pick<GroupReader, 'find'>,
  id: GroupId,
  attempt: OpenAttempt,
): Promise<{ readonly group: Group; readonly rule: MembershipRule }> {
  const group = await findGroup(groups, id, attempt);
  const { rule, origin } = group.state;
  if (rule === undefined || origin !== undefined) throw governedOtherwise(group.state, 'rule');
  return { group, rule };
}
