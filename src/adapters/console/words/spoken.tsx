import type { ReactNode } from 'react';
import styles from './spoken.module.css';

/** Words for whoever hears the page, where others see what they mean. */
export const Spoken = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.spoken}>{children}</span>
);
