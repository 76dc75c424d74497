import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { addressOf } from '../api/ask.ts';
import { useMayDo } from '../api/session.ts';

/** Whether the page shows what happens as it happens. */
export type Liveness = 'live' | 'paused' | 'interrupted' | 'off';

interface Live {
  readonly liveness: Liveness;
  readonly pause: () => void;
  readonly resume: () => void;
}

const LiveContext = createContext<Live>({ liveness: 'off', pause: () => {}, resume: () => {} });

export const useLive = (): Live => useContext(LiveContext);

/** Several events a second become one look at what is shown. */
const gatherMilliseconds = 400;

/** Has whatever is shown asked for again when something has happened in the account. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const mayFollow = useMayDo()('auditLog:read');
  const [isPaused, setPaused] = useState(false);
  const [isOpen, setOpen] = useState(true);
  const follows = mayFollow && !isPaused;
  useEffect(() => {
    if (!follows) return;
    const source = new EventSource(addressOf('audit-log/stream'));
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      gathering = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    };
    source.onopen = () => setOpen(true);
    // The browser connects again by itself.
    source.onerror = () => setOpen(false);
    source.onmessage = () => {
      gathering ??= setTimeout(refresh, gatherMilliseconds);
    };
    return () => {
      clearTimeout(gathering);
      source.close();
    };
  }, [follows, queries]);
  const resume = () => {
    setPaused(false);
    void queries.invalidateQueries();
  };
  const liveness = !mayFollow ? 'off' : isPaused ? 'paused' : isOpen ? 'live' : 'interrupted';
  return <LiveContext value={{ liveness, pause: () => setPaused(true), resume }}>{children}</LiveContext>;
}
