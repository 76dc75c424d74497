import { Spoken } from '../words/spoken.tsx';
import styles from './states.module.css';

/** In place of what is being asked for. It shows after a moment only, since most answers are faster. */
export const Loading = ({ rows = 5 }: { readonly rows?: number }) => (
  <div className={styles.loading} role="status">
    <Spoken>Loading…</Spoken>
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
      <span key={row} className={styles.line} />
    ))}
  </div>
);
