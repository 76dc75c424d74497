import type { RequestObserver } from '../application/ports/request-observer.ts';
import type { StorageObserver } from '../application/ports/storage-observer.ts';
import type { UseCaseObserver } from '../application/ports/use-case-observer.ts';

/** Is told of all that the process does. */
export interface Watcher {
  readonly requests: RequestObserver;
  readonly useCases: UseCaseObserver;
  readonly storage: StorageObserver;
}
