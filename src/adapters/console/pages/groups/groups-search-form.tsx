import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { kindNames } from './group-words.ts';
import styles from './groups.module.css';
import { type GroupsSearch, groupKinds } from './groups-search.ts';

interface GroupsSearchFormProps {
  readonly search: GroupsSearch;
  readonly change: (changed: Partial<GroupsSearch>) => void;
}

/** So long somebody has to stop typing before it is searched. */
const restMilliseconds = 200;

/** Finds groups as somebody types. */
export function GroupsSearchForm({ search: { q = '', kind }, change }: GroupsSearchFormProps) {
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(() => change({ q: text.trim() === '' ? undefined : text }), restMilliseconds);
    return () => clearTimeout(timer);
  });
  return (
    <search className={styles.form}>
      <label className={styles.field}>
        <IconSearch size={16} aria-hidden="true" />
        <span className={styles.spoken}>Name of a group</span>
        <input
          type="search"
          placeholder="Name of a group"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <label className={styles.choice}>
        <span className={styles.spoken}>Of whom</span>
        <select
          value={kind ?? ''}
          onChange={({ target }) => change({ kind: groupKinds.find((one) => one === target.value) })}
        >
          <option value="">Agents and users</option>
          {groupKinds.map((one) => (
            <option key={one} value={one}>
              {kindNames[one]}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
