import type { Observer } from '../application/ports/observer.ts';
import type { RequestObserver } from '../application/ports/request-observer.ts';
import type { StorageObserver } from '../application/ports/storage-observer.ts';
import type { Watcher } from './watcher.ts';

type Several<Thing> = readonly [Thing, ...Thing[]];

/** Several observers as one. The trace is that of the first who has one. */
export function observersTogether<Thing, End, For>(
  observers: Several<Observer<Thing, End, For>>,
): Observer<Thing, End, For> {
  const [first, ...others] = observers;
  if (others.length === 0) return first;
  return {
    began: (thing, by) => {
      const observed = observers.map((observer) => observer.began(thing, by));
      return {
        trace: observed.find(({ trace }) => trace !== undefined)?.trace,
        ended: (how) => {
          for (const one of observed) one.ended(how);
        },
      };
    },
  };
}

/** Absent where nobody watches, so that nobody pays for it. */
export const requestObserverOf = (watchers: readonly Watcher[]): RequestObserver | undefined =>
  areSome(watchers) ? observersTogether(each(watchers, ({ requests }) => requests)) : undefined;

/** The same of what is asked of the database. */
export function storageObserverOf(watchers: readonly Watcher[]): StorageObserver | undefined {
  if (!areSome(watchers)) return undefined;
  const observers = each(watchers, ({ storage }) => storage);
  return {
    statements: observersTogether(each(observers, ({ statements }) => statements)),
    batches: observersTogether(each(observers, ({ batches }) => batches)),
    waited: (...told) => {
      for (const observer of observers) observer.waited?.(...told);
    },
    troubled: (...told) => {
      for (const observer of observers) observer.troubled?.(...told);
    },
    committed: (entries) => {
      for (const observer of observers) observer.committed?.(entries);
    },
  };
}

const areSome = <Thing>(things: readonly Thing[]): things is Several<Thing> => things.length > 0;

const each = <From, To>([first, ...others]: Several<From>, part: (one: From) => To): Several<To> => [
  part(first),
  ...others.map(part),
];
