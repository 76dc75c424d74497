import type { ReactNode } from 'react';
import styles from './form.module.css';

interface CheckProps {
  readonly isOn: boolean;
  readonly change: (isOn: boolean) => void;
  readonly children: ReactNode;
}

/** Something that holds or does not. */
export const Check = ({ isOn, change, children }: CheckProps) => (
  <label className={styles.check}>
    <input type="checkbox" checked={isOn} onChange={({ target }) => change(target.checked)} />
    <span>{children}</span>
  </label>
);
