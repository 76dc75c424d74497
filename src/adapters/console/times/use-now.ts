import { useSyncExternalStore } from 'react';

const tickMilliseconds = 1000;
const listeners = new Set<() => void>();
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** One clock for all that is shown. It stands while nothing is, or the page is out of sight. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => document.hidden || tick(), tickMilliseconds);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/**
 * The time, in milliseconds, made anew as often as it is worth showing.
 *
 * @param everyMilliseconds - what it is rounded down to, so that a page that shows hours does not change each second.
 */
export const useNow = (everyMilliseconds: number): number =>
  useSyncExternalStore(subscribe, () => Math.floor(now / everyMilliseconds) * everyMilliseconds);
