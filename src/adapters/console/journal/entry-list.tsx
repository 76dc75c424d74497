import { IconChevronRight } from '@tabler/icons-react';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import { StateMark } from '../roll/state-mark.tsx';
import { Moment } from '../times/moment.tsx';
import { EntryDetails } from './entry-details.tsx';
import { EntrySentence } from './entry-sentence.tsx';
import styles from './journal.module.css';

interface EntryListProps {
  readonly label: string;
  readonly entries: readonly EntryAnswer[];
  /** The position of the entry whose details are seen. */
  readonly open?: number;
  readonly setOpen: (position: number | undefined) => void;
}

/** Entries of the audit log, a sentence each, the newest first. */
export const EntryList = ({ label, entries, open, setOpen }: EntryListProps) => (
  <ol className={styles.list} aria-label={label}>
    {entries.map((entry) => {
      const { position, at, refusal } = entry;
      const isOpen = position === open;
      return (
        <li key={position} className={styles.entry} data-refused={refusal !== undefined || undefined}>
          <div className={styles.line}>
            <StateMark state={refusal === undefined ? 'present' : refusal.leftOut ? 'late' : 'absent'} />
            <span className={styles.sentence}>
              <EntrySentence entry={entry} />
              {refusal && <span className={styles.verdict}>{refusal.leftOut ? 'in part' : 'refused'}</span>}
            </span>
            <span className={styles.at}>
              <Moment at={at} />
            </span>
            <button
              type="button"
              className={styles.toggle}
              aria-expanded={isOpen}
              aria-label="Details"
              onClick={() => setOpen(isOpen ? undefined : position)}
            >
              <IconChevronRight size={16} aria-hidden="true" />
            </button>
          </div>
          {isOpen && <EntryDetails entry={entry} />}
        </li>
      );
    })}
  </ol>
);
