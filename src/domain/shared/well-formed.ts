import { DomainError } from './domain-error.ts';

/**
 * Half of a surrogate pair is no character, and databases would refuse it or keep another in its place.
 *
 * @throws DomainError `attributeInvalid`.
 */
export function requireWellFormed(text: string, path: string): void {
  if (text.isWellFormed()) return;
  throw new DomainError(
    'attributeInvalid',
    `"${path.toWellFormed()}" holds half of a surrogate pair, which is no character.`,
    {
      attribute: path.toWellFormed(),
    },
  );
}
