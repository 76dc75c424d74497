import { groupLimits } from '../../../domain/group/group-limits.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';

/**
 * Whether an account with so many groups by rule may have one more.
 *
 * @throws DomainError `attributeTooLarge`.
 */
export function requireFewRules(rules: number): void {
  if (rules < groupLimits.rulesMax) return;
  const message = `The account has ${rules} groups that rules govern, and no more than ${groupLimits.rulesMax} are possible, since each change of an agent is held against all of them. A template makes any number of groups.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'rule' });
}
