import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useRef } from 'react';
import { currentSession } from '../api/session.ts';
import { LiveUpdates } from '../live/live-updates.tsx';
import { Failure } from '../states/failure.tsx';
import { Navigation } from './navigation.tsx';
import { PaletteOnDemand } from './palette-on-demand.tsx';
import styles from './shell.module.css';

/** What stands around every page. */
export function Shell() {
  const session = useQuery(currentSession);
  const main = useRef<HTMLElement>(null);
  return (
    <LiveUpdates>
      <PaletteOnDemand>
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          Skip the navigation
        </button>
        <div className={styles.frame}>
          <Navigation />
          <main ref={main} className={styles.main} tabIndex={-1}>
            {session.error && session.data === undefined ? (
              <Failure error={session.error} retry={() => void session.refetch()} />
            ) : (
              <Outlet />
            )}
          </main>
        </div>
      </PaletteOnDemand>
    </LiveUpdates>
  );
}
