import type { Agent } from '../../../domain/agent/agent.ts';
import type { AccountScope } from '../scope/account-scope.ts';

/** Where it is noted which custom attributes agents have. */
export interface ProfileAttributeNotes {
  /** @throws DomainError `attributeTooLarge` where the account would have too many attributes. */
  note(scope: AccountScope, agents: readonly Agent[]): Promise<void>;
}
