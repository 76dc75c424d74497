import { DomainError } from '../../domain/shared/domain-error.ts';

/** Callers may give the id of something new, and have to give a new one. */
export const identifierTaken = (id: string): DomainError =>
  new DomainError(
    'identifierTaken',
    `The id ${JSON.stringify(id)} is taken; leave it out, and one is made.`,
    {
      attribute: 'id',
    },
  );
