import { foldCase } from '../../criteria/fold-case.ts';
import {
  charactersIn,
  codePointsIn,
  hasMoreCharacters,
  hasMoreCodePoints,
} from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import { requireExternalId } from '../shared/external-id.ts';
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
  const { displayNameCharactersMax, displayNameCodePointsMax } = groupLimits;
  if (hasMoreCharacters(displayName, displayNameCharactersMax))
    throw tooLong(`${charactersIn(displayName)} characters`, displayNameCharactersMax);
  const folded = foldCase(displayName);
  if (hasMoreCodePoints(folded, displayNameCodePointsMax)) {
    const fact = `${codePointsIn(folded)} code points, of which a character may be several`;
    throw tooLong(fact, displayNameCodePointsMax);
  }
  if (externalId !== undefined) requireExternalId(externalId);
  return { displayName, externalId };
}

const tooLong = (fact: string, max: number): DomainError =>
  new DomainError('attributeTooLarge', `"displayName" has ${fact}; allowed are at most ${max}.`, {
    attribute: 'displayName',
  });
