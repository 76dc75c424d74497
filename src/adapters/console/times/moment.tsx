import { Spoken } from '../words/spoken.tsx';
import styles from './moment.module.css';
import { absoluteTime, relativeTime } from './relative-time.ts';
import { useNow } from './use-now.ts';

interface MomentProps {
  readonly at: string;
  /** Where it stands in a row that has the focus itself; the row then shows the absolute time. */
  readonly inRow?: boolean;
}

/** When something was, as people say it; exactly, where it is pointed at or has the focus. */
export function Moment({ at, inRow = false }: MomentProps) {
  const date = new Date(at);
  const isRecent = Math.abs(Date.now() - date.getTime()) < 3_600_000;
  const now = useNow(isRecent ? 1000 : 60_000);
  const exact = absoluteTime(date);
  return (
    <time dateTime={at} className={styles.moment} data-exact={exact} tabIndex={inRow ? undefined : 0}>
      {relativeTime(date, now)}
      <Spoken>, {exact}</Spoken>
    </time>
  );
}
