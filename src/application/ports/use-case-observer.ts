import type { DomainErrorCode } from '../../domain/shared/domain-error.ts';
import type { Requester } from './caller.ts';

/** How a use case ended. */
export type UseCaseOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: DomainErrorCode }
  /** The database was away, or the service made a mistake. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** Is told of every use case that runs: where metrics and traces attach. */
export interface UseCaseObserver {
  /** @returns what is to be called when the use case has ended. It may not throw. */
  began(name: string, requester: Requester): (outcome: UseCaseOutcome) => void;
}
