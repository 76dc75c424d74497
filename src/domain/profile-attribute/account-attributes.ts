import { attributeLimits } from '../shared/attribute-limits.ts';
import { DomainError } from '../shared/domain-error.ts';

/**
 * Whether an account can have more custom attributes than it has.
 *
 * @param additional - names in folded case, of attributes that it does not have.
 * @throws DomainError `attributeTooLarge`, naming the first of them.
 */
export function requireRoomForAttributes(known: number, additional: readonly string[]): void {
  const max = attributeLimits.accountProfileAttributesMax;
  if (additional.length === 0 || known + additional.length <= max) return;
  const attribute = `profile.${additional[0]}`;
  const message = `"${attribute}" would be custom attribute ${known + 1} of the account; allowed are at most ${max}.`;
  throw new DomainError('attributeTooLarge', message, { attribute });
}
