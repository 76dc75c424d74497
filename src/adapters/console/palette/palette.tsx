import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Listbox } from '../listbox/listbox.tsx';
import { useChoosing } from '../listbox/use-choosing.ts';
import styles from './palette.module.css';
import { useChoices } from './use-choices.ts';

interface PaletteProps {
  readonly close: () => void;
}

/** Finds pages, people, groups and attributes, by the keyboard alone. */
export function Palette({ close }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const { choices, isLooking } = useChoices(text);
  const { field, list, restart } = useChoosing(choices, ({ to, params, search }) => {
    close();
    void navigate({ to, params, search });
  });
  useEffect(() => dialog.current?.showModal(), []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, as the browser does with any dialog.
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Find or go to"
      onClose={close}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <input
        autoFocus
        role="combobox"
        aria-expanded="true"
        {...field}
        aria-label="A page, a person, a group or an attribute"
        placeholder="A page, a person, a group or an attribute"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          restart();
        }}
      />
      <Listbox
        {...list}
        label="What is found"
        className={styles.found}
        keyOf={({ key }) => key}
        option={({ name, about }) => (
          <>
            <span>{name}</span>
            <span className={styles.about}>{about}</span>
          </>
        )}
      />
      {choices.length === 0 && !isLooking && <p role="status">Nothing here is called so.</p>}
    </dialog>
  );
}
