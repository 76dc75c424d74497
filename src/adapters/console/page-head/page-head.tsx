import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { caller } from '../api/caller.ts';
import styles from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  /** The question that the page answers, or what else stands below its title. */
  readonly question?: ReactNode;
  /** What can be done with the whole page. */
  readonly children?: ReactNode;
}

/** The title of a page. */
export function PageHead({ title, question, children }: PageHeadProps) {
  const account = useQuery(caller).data?.account.name;
  return (
    <header className={styles.head}>
      <title>{[title, account, 'Rollcall'].filter(Boolean).join(' · ')}</title>
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {question && <p>{question}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}
