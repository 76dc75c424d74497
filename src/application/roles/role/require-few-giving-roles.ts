import { groupLimits } from '../../../domain/group/group-limits.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';

/**
 * Whether in an account where so many groups give roles one more may.
 *
 * @throws DomainError `attributeTooLarge`.
 */
export function requireFewGivingRoles(groups: number): void {
  if (groups < groupLimits.givingRolesMax) return;
  const message = `${groupLimits.givingRolesMax} groups of an account can give roles. Withdraw one of these first.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'role' });
}
