import styles from './roll.module.css';

/** How something answers when it is called; a mark and a word tell it, and the colour only repeats them. */
export type RollState = 'present' | 'late' | 'absent' | 'notCalled';

const strokes: Readonly<Record<RollState, string>> = {
  present: 'm4.500 8.300 2.400 2.400 4.700-5.200',
  late: 'M8 4.700V8.300l2.400 1.500',
  absent: 'm5.500 5.500 5 5m0-5-5 5',
  notCalled: 'M5.500 8h5',
};

/** A picture beside the word that says the same, hence nothing to a screen reader. */
export const StateMark = ({ state }: { readonly state: RollState }) => (
  <svg className={styles.mark} data-state={state} viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="7" />
    <path d={strokes[state]} />
  </svg>
);
