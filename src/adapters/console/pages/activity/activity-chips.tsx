import type { ReactNode } from 'react';
import { PersonName } from '../../people/person-name.tsx';
import styles from './activity.module.css';
import { type ActivityFilter, principalWords } from './activity-search.ts';
import { refusalWord } from './refusal-words.ts';

interface ActivityChipsProps {
  readonly filter: ActivityFilter;
  readonly change: (changed: ActivityFilter) => void;
}

interface Chip {
  readonly name: string;
  readonly said: ReactNode;
  readonly keys: readonly (keyof ActivityFilter)[];
}

function chipsOf(filter: ActivityFilter): readonly Chip[] {
  const { from, until, involving, targetName, requestId, signIn } = filter;
  const { principalName, principalKind, attribute, refusalCode } = filter;
  const about = involving === undefined ? targetName : <PersonName id={involving} />;
  return [
    { name: 'From', said: from, keys: ['from'] },
    { name: 'Until', said: until, keys: ['until'] },
    { name: 'About', said: about, keys: ['involving', 'targetName'] },
    { name: 'Request', said: requestId, keys: ['requestId'] },
    { name: 'Sign-in', said: signIn, keys: ['signIn'] },
    { name: 'By', said: principalName, keys: ['principalId', 'principalName'] },
    { name: 'By', said: principalKind && principalWords[principalKind], keys: ['principalKind'] },
    { name: 'Attribute', said: attribute, keys: ['attribute'] },
    { name: 'Because', said: refusalCode && refusalWord(refusalCode), keys: ['refusalCode'] },
  ];
}

/** What narrows the log, wherever it was set; each is taken away here. */
export const ActivityChips = ({ filter, change }: ActivityChipsProps) =>
  chipsOf(filter).map(({ name, said, keys }) =>
    said === undefined ? null : (
      <button
        key={keys[0]}
        type="button"
        className={styles.chip}
        title="Take this filter away"
        onClick={() => change(Object.fromEntries(keys.map((key) => [key, undefined])))}
      >
        {name} <strong>{said}</strong> <span aria-hidden="true">×</span>
      </button>
    ),
  );
