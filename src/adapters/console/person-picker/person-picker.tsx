import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import { agentsCalled } from '../api/called.ts';
import { Field } from '../forms/field.tsx';
import { Listbox } from '../listbox/listbox.tsx';
import { useChoosing } from '../listbox/use-choosing.ts';
import { nameOf } from '../people/name-of.ts';
import { useRested } from '../typing/use-rested.ts';
import styles from './person-picker.module.css';

interface PersonPickerProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly autoFocus?: boolean;
  readonly pick: (person: AgentAnswer) => void;
}

/** Finds somebody by name or address as it is typed, by the keyboard alone where that is wanted. */
export function PersonPicker({ label, hint, autoFocus, pick }: PersonPickerProps) {
  const [text, setText] = useState('');
  const wanted = text.trim();
  const rested = useRested(wanted);
  const { data, isPlaceholderData } = useQuery({ ...agentsCalled(rested), enabled: rested !== '' });
  // Until then those are shown who are called as it was typed before.
  const isFound = wanted === rested && data !== undefined && !isPlaceholderData;
  const people = wanted === '' ? [] : (data?.items ?? []);
  const { field, list, restart } = useChoosing(people, (person) => {
    setText('');
    restart();
    pick(person);
  });
  return (
    <div className={styles.picker}>
      <Field label={label} hint={hint}>
        {(control) => (
          <input
            {...control}
            role="combobox"
            // biome-ignore lint/a11y/noAutofocus: only where somebody has just asked for the form that begins with it.
            autoFocus={autoFocus}
            aria-expanded={people.length > 0}
            {...field}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setText('');
              if (event.key === 'Enter' && !isFound) event.preventDefault();
              else field.onKeyDown(event);
            }}
            autoComplete="off"
            placeholder="Name or address"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              restart();
            }}
          />
        )}
      </Field>
      <Listbox
        {...list}
        label="Who is called so"
        className={styles.found}
        keyOf={({ id }) => id}
        option={(person) => (
          <>
            <span>{nameOf(person)}</span>
            <small>{person.userName}</small>
          </>
        )}
      />
      {wanted !== '' && isFound && people.length === 0 && (
        <p role="status" className={styles.nobody}>
          Nobody is called so.
        </p>
      )}
    </div>
  );
}
