import { Button } from '@mantine/core';
import { Problem } from '../api/problem.ts';
import styles from './states.module.css';
import { wordsFor } from './words-for-problems.ts';

interface FailureProps {
  readonly error: Error;
  readonly retry?: () => void;
}

/** Why something cannot be shown or was not done, in words, and what to do. */
export function Failure({ error, retry }: FailureProps) {
  const { title, todo } = wordsFor(error);
  const details = error instanceof Problem ? error.details : undefined;
  // What was not understood stays so, however often it is asked.
  const mayPass = !(error instanceof Problem && error.status === 400);
  return (
    <section className={styles.state} data-kind="failure" role="alert">
      <h2>{title}</h2>
      <p>{error.message}</p>
      {todo && <p className={styles.todo}>{todo}</p>}
      {retry && mayPass && (
        <Button variant="default" size="xs" onClick={retry}>
          Try again
        </Button>
      )}
      {details?.requestId && (
        <p className={styles.reference}>
          <code>{details.code}</code> · request <code>{details.requestId}</code>
        </p>
      )}
    </section>
  );
}
