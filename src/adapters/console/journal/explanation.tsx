import type { ReactNode } from 'react';
import styles from './journal.module.css';

interface ExplanationProps {
  /** `change Ada Byron` */
  readonly tried: string;
  readonly answered: string;
  readonly why: string;
  readonly todo?: ReactNode;
  /** What else there is to say, as terms and descriptions. */
  readonly children?: ReactNode;
}

/** A failure in the order in which people ask about it. */
export const Explanation = ({ tried, answered, why, todo, children }: ExplanationProps) => (
  <dl className={styles.explanation}>
    <dt>What was tried</dt>
    <dd>To {tried}</dd>
    <dt>What was answered</dt>
    <dd>
      <code>{answered}</code>
    </dd>
    <dt>Why</dt>
    <dd>{why}</dd>
    {todo && (
      <>
        <dt>What to do</dt>
        <dd>{todo}</dd>
      </>
    )}
    {children}
  </dl>
);
