import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import styles from './palette.module.css';
import { type Choice, useChoices } from './use-choices.ts';

interface PaletteProps {
  readonly close: () => void;
}

/** Finds pages and people, by the keyboard alone. */
export function Palette({ close }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const navigate = useNavigate();
  const id = useId();
  const choices = useChoices(text);
  const chosen = Math.min(position, choices.length - 1);
  useEffect(() => dialog.current?.showModal(), []);

  const go = ({ to, params }: Choice) => {
    close();
    void navigate({ to, params });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choices[chosen];
    if (step !== undefined) setPosition((chosen + step + choices.length) % Math.max(choices.length, 1));
    else if (event.key === 'Enter' && choice) go(choice);
    else return;
    event.preventDefault();
  };

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
        aria-controls={id}
        aria-activedescendant={choices.length > 0 ? `${id}-${chosen}` : undefined}
        aria-label="A page, or a person's name or address"
        placeholder="A page, or a person’s name or address"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setPosition(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} className={styles.found} role="listbox" aria-label="What is found">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the field names the chosen one (aria-activedescendant).
          <div
            key={choice.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => go(choice)}
            onPointerMove={() => setPosition(index)}
          >
            <span>{choice.name}</span>
            <span className={styles.about}>{choice.about}</span>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p role="status">Nothing here is called so.</p>}
    </dialog>
  );
}
