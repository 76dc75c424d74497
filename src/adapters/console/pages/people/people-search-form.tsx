import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import styles from './people.module.css';
import { type PeopleSearch, statuses } from './people-search.ts';

interface PeopleSearchFormProps {
  readonly search: PeopleSearch;
  readonly change: (changed: Partial<PeopleSearch>) => void;
}

/** So long somebody has to stop typing before it is searched. */
const restMilliseconds = 200;
const statusNames = { active: 'Active', deactivated: 'Deactivated' } as const;

/** Finds people as somebody types, and by the language of filters. */
export function PeopleSearchForm({ search, change }: PeopleSearchFormProps) {
  const [hasFilter, setHasFilter] = useState(search.filter !== undefined);
  const [q, setQ] = useTyped(search.q, (value) => change({ q: value }));
  const [filter, setFilter] = useTyped(search.filter, (value) => change({ filter: value }));
  return (
    <search className={styles.form}>
      <label className={styles.field}>
        <IconSearch size={16} aria-hidden="true" />
        <span className={styles.spoken}>Name or address</span>
        <input
          type="search"
          placeholder="Name or address"
          value={q}
          onChange={({ target }) => setQ(target.value)}
        />
      </label>
      <label className={styles.choice}>
        <span className={styles.spoken}>Status</span>
        <select
          value={search.status ?? ''}
          onChange={({ target }) => change({ status: statuses.find((one) => one === target.value) })}
        >
          <option value="">Everybody</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className={styles.button}
        aria-expanded={hasFilter}
        onClick={() => {
          if (hasFilter) setFilter('');
          setHasFilter(!hasFilter);
        }}
      >
        <IconFilter size={15} aria-hidden="true" /> Filter
      </button>
      {hasFilter && (
        <label className={styles.field} data-wide>
          <span className={styles.spoken}>Filter, in SCIM's language</span>
          <input
            className={styles.code}
            placeholder={'profile.location eq "Austin" and not (title pr)'}
            value={filter}
            onChange={({ target }) => setFilter(target.value)}
            spellCheck={false}
          />
        </label>
      )}
    </search>
  );
}

/** A text that counts once somebody has stopped typing, and follows when the address changes otherwise. */
function useTyped(value: string | undefined, settle: (value: string | undefined) => void) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    if (text === (value ?? '')) return;
    const timer = setTimeout(() => settle(text.trim() === '' ? undefined : text), restMilliseconds);
    return () => clearTimeout(timer);
  });
  return [text, setText] as const;
}
