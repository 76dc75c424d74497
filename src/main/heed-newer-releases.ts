import type { Container } from 'inversify';
import { atIntervals } from './at-intervals.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';

const pauseMilliseconds = 2_000;

/**
 * Has a process notice that a newer release is about to take away what it reads, before that is gone, until it is told to stop.
 * Readiness tells of a database that does not answer.
 */
export const heedNewerReleases = (container: Container, stop: AbortSignal): Promise<void> => {
  const storage = resolve(container, bindings.storage);
  return atIntervals(pauseMilliseconds, () => storage.heedNewerReleases().catch(() => undefined), stop);
};
