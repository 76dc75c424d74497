import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTyped } from '../typing/use-typed.ts';
import { Spoken } from '../words/spoken.tsx';
import styles from './search-form.module.css';

/** What narrows a list, over it. */
export const SearchForm = ({ children }: { readonly children: ReactNode }) => (
  <search className={styles.form}>{children}</search>
);

interface TypedSearchProps {
  /** What is looked for. */
  readonly name: string;
  readonly placeholder?: string;
  readonly value: string | undefined;
  readonly settle: (value: string | undefined) => void;
  /** Whether it is a language, and has a line of its own. */
  readonly isCode?: boolean;
}

/** Finds as somebody types. */
export function TypedSearch({ name, placeholder = name, value, settle, isCode = false }: TypedSearchProps) {
  const [text, setText] = useTyped(value, settle);
  return (
    <label className={styles.field} data-code={isCode || undefined}>
      {!isCode && <IconSearch size={16} aria-hidden="true" />}
      <Spoken>{name}</Spoken>
      <input
        type={isCode ? 'text' : 'search'}
        placeholder={placeholder}
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </label>
  );
}

interface NarrowingProps<Value extends string> {
  readonly name: string;
  /** What is chosen where nothing is. */
  readonly all: string;
  readonly value: Value | undefined;
  readonly choices: Readonly<Record<Value, string>>;
  readonly change: (value: Value | undefined) => void;
}

/** Shows those of one kind alone. */
export const Narrowing = <Value extends string>({
  name,
  all,
  value,
  choices,
  change,
}: NarrowingProps<Value>) => (
  <label className={styles.narrowing}>
    <Spoken>{name}</Spoken>
    <select
      value={value ?? ''}
      onChange={({ target }) => change((target.value || undefined) as Value | undefined)}
    >
      <option value="">{all}</option>
      {(Object.entries(choices) as [Value, string][]).map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  </label>
);
