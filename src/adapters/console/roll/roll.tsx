import type { ReactNode } from 'react';
import styles from './roll.module.css';
import { type RollState, StateMark } from './state-mark.tsx';

/** Names, each with what it answers: the console's way to show anything that has a state. */
export const Roll = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul className={styles.roll} aria-label={label}>
    {children}
  </ul>
);

interface RollRowProps {
  readonly name: ReactNode;
  readonly state: RollState;
  /** The state in a word or two. */
  readonly answer: ReactNode;
  /** Why so, and what to do, where there is something to say. */
  readonly children?: ReactNode;
}

export const RollRow = (props: RollRowProps) => (
  <li className={styles.row}>
    <RollLine {...props} />
  </li>
);

/** What a row of a roll has in it, for lists that make their rows themselves. */
export const RollLine = ({ name, state, answer, children }: RollRowProps) => (
  <div className={styles.line}>
    <span className={styles.called}>
      <span className={styles.name}>{name}</span>
      <span className={styles.leader} />
      <span className={styles.answer} data-state={state}>
        {answer}
        <StateMark state={state} />
      </span>
    </span>
    {children && <div className={styles.remark}>{children}</div>}
  </div>
);

/** A name with a value that has no state, such as a fact about a person. */
export const Fact = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <div className={styles.called}>
    <dt className={styles.name}>{name}</dt>
    <span className={styles.leader} aria-hidden="true" />
    <dd className={styles.value}>{children}</dd>
  </div>
);
