import type { ReactNode } from 'react';
import styles from './endless-table.module.css';

/** What a row is about, and a line below that tells it from others. */
export const NamedCell = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.named}>{children}</span>
);
