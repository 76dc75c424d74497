import { foldCase } from '../../criteria/fold-case.ts';
import {
  charactersIn,
  codePointsIn,
  hasMoreCharacters,
  hasMoreCodePoints,
} from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import { requireWellFormed } from '../shared/well-formed.ts';
import { groupLimits } from './group-limits.ts';

/** What a directory wants a group to be, its members apart. */
export interface DesiredGroup {
  readonly displayName: string;
  readonly externalId?: string;
}

/**
 * The attributes as they are kept.
 *
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`.
 */
export function groupAttributes({ displayName, externalId }: DesiredGroup): DesiredGroup {
  if (displayName.trim() === '') {
    const message = '"displayName" is empty; every group has a name by which people tell it apart.';
    throw new DomainError('attributeInvalid', message, { attribute: 'displayName' });
  }
  requireWellFormed(displayName, 'displayName');
  const { displayNameCharactersMax, displayNameCodePointsMax, externalIdCharactersMax } = groupLimits;
  if (hasMoreCharacters(displayName, displayNameCharactersMax))
    throw tooLong('displayName', `${charactersIn(displayName)} characters`, displayNameCharactersMax);
  const folded = foldCase(displayName);
  if (hasMoreCodePoints(folded, displayNameCodePointsMax)) {
    const fact = `${codePointsIn(folded)} code points, of which a character may be several`;
    throw tooLong('displayName', fact, displayNameCodePointsMax);
  }
  if (externalId !== undefined) {
    requireWellFormed(externalId, 'externalId');
    if (hasMoreCodePoints(externalId, externalIdCharactersMax))
      throw tooLong('externalId', `${codePointsIn(externalId)} characters`, externalIdCharactersMax);
  }
  return { displayName, externalId };
}

const tooLong = (attribute: string, fact: string, max: number): DomainError =>
  new DomainError('attributeTooLarge', `"${attribute}" has ${fact}; allowed are at most ${max}.`, {
    attribute,
  });
