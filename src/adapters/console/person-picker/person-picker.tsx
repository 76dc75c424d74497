import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import { ask } from '../api/ask.ts';
import type { PageOf } from '../api/page-of.ts';
import { Field } from '../forms/field.tsx';
import { nameOf } from '../people/name-of.ts';
import styles from './person-picker.module.css';

interface PersonPickerProps {
  readonly label: string;
  readonly autoFocus?: boolean;
  readonly pick: (person: AgentAnswer) => void;
}

const choicesMax = 8;

const peopleCalled = (text: string) =>
  queryOptions({
    queryKey: ['agents', 'called', text],
    queryFn: ({ signal }) =>
      ask<PageOf<AgentAnswer>>('agents', { query: { search: text, limit: choicesMax }, signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });

/** Finds somebody by name or address as it is typed, by the keyboard alone where that is wanted. */
export function PersonPicker({ label, autoFocus, pick }: PersonPickerProps) {
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const listId = useId();
  const wanted = text.trim();
  const { data } = useQuery(peopleCalled(wanted));
  const people = wanted === '' ? [] : (data?.items ?? []);
  const chosen = Math.min(position, people.length - 1);
  const take = (person: AgentAnswer) => {
    setText('');
    setPosition(0);
    pick(person);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = people[chosen];
    if (step !== undefined) setPosition((chosen + step + people.length) % Math.max(people.length, 1));
    else if (event.key === 'Enter' && person) take(person);
    else if (event.key === 'Escape' && text !== '') setText('');
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.picker}>
      <Field label={label}>
        {(control) => (
          <input
            {...control}
            role="combobox"
            // biome-ignore lint/a11y/noAutofocus: only where somebody has just asked for the form that begins with it.
            autoFocus={autoFocus}
            aria-autocomplete="list"
            aria-expanded={people.length > 0}
            aria-controls={listId}
            aria-activedescendant={people.length > 0 ? `${listId}-${chosen}` : undefined}
            autoComplete="off"
            placeholder="Name or address"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setPosition(0);
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div id={listId} className={styles.found} role="listbox" aria-label="Who is called so">
        {people.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the field names the chosen one (aria-activedescendant).
          <div
            key={person.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => take(person)}
            onPointerMove={() => setPosition(index)}
          >
            <span>{nameOf(person)}</span>
            <small>{person.userName}</small>
          </div>
        ))}
      </div>
      {wanted !== '' && data !== undefined && people.length === 0 && (
        <p role="status" className={styles.nobody}>
          Nobody is called so.
        </p>
      )}
    </div>
  );
}
