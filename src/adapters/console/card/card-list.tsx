import type { ReactNode } from 'react';
import styles from './card-list.module.css';

/** Things of one kind, a card each, as many side by side as there is room for. */
export const CardList = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul className={styles.list} aria-label={label}>
    {children}
  </ul>
);

interface CardItemProps {
  readonly title: string;
  /** As deep as it stands on the page. */
  readonly heading?: 'h2' | 'h3';
  /** What stands across from the title. */
  readonly standing?: ReactNode;
  readonly children: ReactNode;
}

export const CardItem = ({ title, heading: Heading = 'h3', standing, children }: CardItemProps) => (
  <li className={styles.item}>
    <header>
      <Heading>{title}</Heading>
      {standing}
    </header>
    {children}
  </li>
);
