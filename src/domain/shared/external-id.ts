import { attributeLimits } from './attribute-limits.ts';
import { codePointsIn, hasMoreCodePoints } from './character-count.ts';
import { DomainError } from './domain-error.ts';
import { requireWellFormed } from './well-formed.ts';

/**
 * Whether a directory's own identifier of a resource can be kept.
 *
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`.
 */
export function requireExternalId(text: string): void {
  const charactersMax = attributeLimits.externalIdCharactersMax;
  requireWellFormed(text, 'externalId');
  if (!hasMoreCodePoints(text, charactersMax)) return;
  const message = `"externalId" has ${codePointsIn(text)} characters; allowed are at most ${charactersMax}.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'externalId' });
}
