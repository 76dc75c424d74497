import type { ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  readonly title: string;
  /** What it is for. */
  readonly about?: ReactNode;
  /** What can be done with all that is in it. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** What belongs together on a page, under a title. */
export const Card = ({ title, about, action, children }: CardProps) => (
  <section className={styles.card} aria-label={title}>
    <header>
      <h2>{title}</h2>
      {action}
    </header>
    {about && <p className={styles.about}>{about}</p>}
    {children}
  </section>
);
