import { notifyManager, type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { addressOf } from '../api/ask.ts';
import { useMayDo } from '../api/caller.ts';

/** Whether the page shows what happens as it happens. */
export type Liveness = 'live' | 'paused' | 'interrupted' | 'off';

interface Live {
  readonly liveness: Liveness;
  readonly pause: () => void;
  readonly resume: () => void;
}

const LiveContext = createContext<Live>({ liveness: 'off', pause: () => {}, resume: () => {} });

export const useLive = (): Live => useContext(LiveContext);

/** Several events at once become one look at what is shown. */
const gatherMilliseconds = 300;
/** While much happens, what is shown is asked for no more often than this. */
const spacingMilliseconds = 3000;
/** A list through which somebody has gone further stays as it is, and the page is paused: each of its pages is a request. */
const pagesRefreshedMax = 5;
/** A browser tries again by itself, except where it was refused. */
const retryMilliseconds = 10_000;

/** Has whatever is shown asked for again when something has happened in the account. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const mayFollow = useMayDo()('auditLog:read');
  const [isHeld, setHeld] = useState(false);
  const [isOpen, setOpen] = useState(true);
  const isPaused = useHasLong(queries) || isHeld;
  const follows = useIsInSight() && mayFollow && !isHeld;
  useEffect(() => {
    if (!follows) return;
    const refresh = () => void queries.invalidateQueries({ predicate: isRefreshed });
    return followEvents(refresh, setOpen);
  }, [follows, queries]);
  const resume = () => {
    setHeld(false);
    void queries.resetQueries({ type: 'active', predicate: isLong });
    void queries.invalidateQueries({ predicate: isRefreshed });
  };
  const liveness = !mayFollow ? 'off' : isPaused ? 'paused' : isOpen ? 'live' : 'interrupted';
  return <LiveContext value={{ liveness, pause: () => setHeld(true), resume }}>{children}</LiveContext>;
}

function isLong({ state: { data } }: Query): boolean {
  const { pages = [] } = (data ?? {}) as { readonly pages?: readonly unknown[] };
  return pages.length > pagesRefreshedMax;
}

const isRefreshed = (query: Query): boolean => !isLong(query);

/** Whether something is shown that is not asked for again. */
const useHasLong = (queries: QueryClient): boolean =>
  useSyncExternalStore(
    (listener) => queries.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
    () => queries.getQueryCache().findAll({ type: 'active', predicate: isLong }).length > 0,
  );

/** @returns what ends it. */
function followEvents(onEvent: () => void, onChange: (isOpen: boolean) => void): () => void {
  let source: EventSource;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  const gather = () => {
    const wait = Math.max(gatherMilliseconds, refreshedAt + spacingMilliseconds - performance.now());
    gathering ??= setTimeout(() => {
      gathering = undefined;
      refreshedAt = performance.now();
      onEvent();
    }, wait);
  };
  const open = () => {
    source = new EventSource(addressOf('audit-log/stream'));
    // What was asked for before it was open is older than it is. A browser that opens it again says what it has heard of.
    source.addEventListener('open', gather, { once: true });
    source.onopen = () => onChange(true);
    source.onmessage = gather;
    source.onerror = () => {
      onChange(false);
      if (source.readyState === EventSource.CLOSED) retrying = setTimeout(open, retryMilliseconds);
    };
  };
  open();
  return () => {
    clearTimeout(gathering);
    clearTimeout(retrying);
    source.close();
  };
}

/** A page that nobody looks at holds no connection: browsers have six for each server, and tabs share them. */
const useIsInSight = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    () => !document.hidden,
  );
