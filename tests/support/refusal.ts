import { DomainError } from '../../src/domain/shared/domain-error.ts';

/** The domain error that the work is refused with. */
export function refusalOf(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('Expected a refusal, but the work succeeded.');
}
