import type { ReactNode } from 'react';
import styles from './columns.module.css';

interface ColumnsProps {
  readonly children: ReactNode;
  /** What stands beside it, or below it where there is no room. */
  readonly aside: ReactNode;
}

/** What a page is about, and what else there is to know. */
export const Columns = ({ children, aside }: ColumnsProps) => (
  <div className={styles.columns}>
    <div>{children}</div>
    <div>{aside}</div>
  </div>
);
