import { DomainError } from '../shared/domain-error.ts';

export const userNameTaken = (userName: string): DomainError =>
  new DomainError(
    'userNameTaken',
    `There is already an agent with the userName ${JSON.stringify(userName)} in this account; letter case does not count.`,
    { attribute: 'userName' },
  );
