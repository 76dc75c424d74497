import { DomainError } from '../shared/domain-error.ts';

export const groupNameTaken = (displayName: string): DomainError =>
  new DomainError(
    'groupNameTaken',
    `There is already a group with the displayName ${JSON.stringify(displayName)} in this account; letter case does not count.`,
    { attribute: 'displayName' },
  );
