import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { currentSession } from '../api/session.ts';
import styles from './shell.module.css';

interface PageHeadProps {
  readonly title: string;
  /** The question that the page answers, or what else stands below its title. */
  readonly question?: ReactNode;
  /** What can be done with the whole page. */
  readonly children?: ReactNode;
}

let isFirstPage = true;

/** The title of a page. It gets the focus when somebody has come by a link, so that a screen reader tells where. */
export function PageHead({ title, question, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const account = useQuery(currentSession).data?.account.name;
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <header className={styles.head}>
      <title>{[title, account, 'Rollcall'].filter(Boolean).join(' · ')}</title>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {question && <p>{question}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}
