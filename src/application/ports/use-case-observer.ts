import type { DomainErrorCode } from '../../domain/shared/domain-error.ts';
import type { Requester } from './caller.ts';
import type { Observer } from './observer.ts';

/** How a use case ended. */
export type UseCaseOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: DomainErrorCode }
  /** The database was away, or the service made a mistake. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** Is told of every use case that runs, by its name. */
export type UseCaseObserver = Observer<string, UseCaseOutcome, Requester>;
