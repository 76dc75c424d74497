import type { ReactNode } from 'react';
import styles from './states.module.css';

interface EmptyProps {
  readonly title: string;
  /** What will be here, and what makes it appear. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Where there is nothing to show, and no fault in that. */
export const Empty = ({ title, children, action }: EmptyProps) => (
  <section className={styles.state}>
    <svg className={styles.blank} viewBox="0 0 64 40" aria-hidden="true">
      <path d="M6 9h14M6 20h22M6 31h10" />
      <path className={styles.dots} d="M25 9h27M33 20h19M21 31h31" />
      <path className={styles.open} d="M56 6v6M56 17v6M56 28v6" />
    </svg>
    <h2>{title}</h2>
    <p>{children}</p>
    {action}
  </section>
);
