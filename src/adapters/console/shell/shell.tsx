import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { caller } from '../api/caller.ts';
import { useKeptFocus } from '../focus/use-kept-focus.ts';
import { LiveUpdates } from '../live/live-updates.tsx';
import { Failure } from '../states/failure.tsx';
import { Navigation } from './navigation.tsx';
import { PaletteOnDemand } from './palette-on-demand.tsx';
import styles from './shell.module.css';

/** What stands around every page. */
export function Shell() {
  const { data, error, refetch } = useQuery(caller);
  const main = useRef<HTMLElement>(null);
  useFocusOnTitle(main);
  useKeptFocus();
  return (
    <LiveUpdates>
      <PaletteOnDemand>
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          Skip the navigation
        </button>
        <div className={styles.frame}>
          <Navigation />
          <main ref={main} className={styles.main} tabIndex={-1}>
            {error && data === undefined ? (
              <Failure error={error} retry={() => void refetch()} />
            ) : (
              <Outlet />
            )}
          </main>
        </div>
      </PaletteOnDemand>
    </LiveUpdates>
  );
}

/** Gives the title of a page the focus when somebody has come to it by a link, so that a screen reader tells where that led. */
function useFocusOnTitle(main: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return;
        // A form that begins with its first field has it already.
        if (main.current?.contains(document.activeElement)) return;
        main.current?.querySelector('h1')?.focus({ preventScroll: true });
      }),
    [router, main],
  );
}
