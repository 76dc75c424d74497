import { DomainError } from '../../../domain/shared/domain-error.ts';

export const accountNotFound = (id: string): DomainError =>
  new DomainError('accountNotFound', `There is no account ${JSON.stringify(id)}.`);
