import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import styles from './live-switch.module.css';
import { type Liveness, useLive } from './live-updates.tsx';

const words: Readonly<Record<Exclude<Liveness, 'off'>, string>> = {
  live: 'Live',
  paused: 'Paused',
  interrupted: 'Interrupted, connecting again',
};

/** Says whether the page changes by itself, and stops it, so that somebody can read. */
export function LiveSwitch() {
  const { liveness, pause, resume } = useLive();
  if (liveness === 'off') return null;
  const isPaused = liveness === 'paused';
  return (
    <span className={styles.live} data-liveness={liveness}>
      <span role="status">{words[liveness]}</span>
      <button type="button" onClick={isPaused ? resume : pause}>
        {isPaused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
        <span>{isPaused ? 'Resume' : 'Pause'}</span>
      </button>
    </span>
  );
}
