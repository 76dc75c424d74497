import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { signingOut } from '../api/ask.ts';
import { caller, useMayDo } from '../api/caller.ts';
import { entries } from '../entries/entries.ts';
import { ColorSchemeChoice } from './color-scheme-choice.tsx';
import mark from './mark.svg';
import { usePalette } from './palette-on-demand.tsx';
import styles from './shell.module.css';

/** Beside the page, or behind a button where there is no room. */
export function Navigation() {
  const id = useId();
  const side = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it leads to is there once the path has changed.
  useEffect(() => {
    if (side.current?.matches(':popover-open')) side.current.hidePopover();
  }, [pathname]);
  return (
    <>
      <header className={styles.top}>
        <Brand />
        <button type="button" className={styles.quiet} popoverTarget={id}>
          <IconMenu2 size={20} aria-hidden="true" />
          Menu
        </button>
      </header>
      <nav ref={side} id={id} popover="auto" className={styles.side} aria-label="Console">
        <Brand />
        <FindAnything />
        <Entries />
        <Person />
      </nav>
    </>
  );
}

function Brand() {
  const { data } = useQuery(caller);
  return (
    <div className={styles.brand}>
      <img src={mark} alt="" width="28" height="28" />
      <div>
        <span className={styles.wordmark}>Rollcall</span>
        <span className={styles.account}>{data?.account.name ?? ' '}</span>
      </div>
    </div>
  );
}

function FindAnything() {
  const open = usePalette();
  return (
    <button type="button" className={styles.find} onClick={open} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={15} aria-hidden="true" />
      Find or go to…
      <kbd>Ctrl K</kbd>
    </button>
  );
}

function Entries() {
  const mayDo = useMayDo();
  return (
    <ul className={styles.entries}>
      {entries
        .filter(({ permission }) => mayDo(permission))
        .map(({ path, name, icon: Icon }) => (
          <li key={path}>
            <Link to={path} className={styles.entry} activeOptions={{ exact: path === '/' }}>
              <Icon size={17} stroke={1.6} aria-hidden="true" />
              {name}
            </Link>
          </li>
        ))}
    </ul>
  );
}

function Person() {
  const { data } = useQuery(caller);
  return (
    <div className={styles.person}>
      <ColorSchemeChoice />
      {data && (
        <>
          <p>
            <span className={styles.personName} title={data.principal.name}>
              {data.principal.name}
            </span>
            <span className={styles.role}>{data.principal.roleName}</span>
          </p>
          <form method="post" action={new URL('sign-out', document.baseURI).href} onSubmit={signingOut}>
            <button type="submit" className={styles.quiet}>
              Sign out
            </button>
          </form>
        </>
      )}
    </div>
  );
}
