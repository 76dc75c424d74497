import { foldCase } from '../../criteria/fold-case.ts';
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
  const characters = Math.max(displayName.length, foldCase(displayName).length);
  requireLength('displayName', characters, groupLimits.displayNameCharactersMax);
  if (externalId !== undefined) {
    requireWellFormed(externalId, 'externalId');
    requireLength('externalId', externalId.length, groupLimits.externalIdCharactersMax);
  }
  return { displayName, externalId };
}

function requireLength(attribute: string, characters: number, max: number): void {
  if (characters <= max) return;
  const message = `"${attribute}" has ${characters} characters; allowed are at most ${max}.`;
  throw new DomainError('attributeTooLarge', message, { attribute });
}
