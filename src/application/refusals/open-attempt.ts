import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Attempt } from '../ports/journal-entry.ts';

/**
 * An attempt that is under way. Its use case says more of it as it finds out more, so that an entry of a refusal names
 * what was meant: the id came with the request, the name is in the database.
 */
export interface OpenAttempt extends Attempt {
  target?: Attempt['target'];
  /** In whose journal a refusal stands: the caller's account, or what the use case finds. */
  accountId: AccountId;
}
