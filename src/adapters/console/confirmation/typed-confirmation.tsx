import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Field } from '../forms/field.tsx';
import forms from '../forms/form.module.css';
import { Failure } from '../states/failure.tsx';
import styles from './typed-confirmation.module.css';

interface TypedConfirmationProps {
  readonly title: string;
  /** What has to be typed, letter by letter. */
  readonly name: string;
  /** What will follow. */
  readonly children: ReactNode;
  /** What the button does, as a verb. */
  readonly action: string;
  readonly isRunning: boolean;
  readonly error?: Error | null;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

/** Before what cannot be taken back: whoever wants it types the name of what it is about. */
export function TypedConfirmation(props: TypedConfirmationProps) {
  const { title, name, children, action, isRunning, error, confirm, cancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [typed, setTyped] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={titleId} onClose={cancel}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <h2 id={titleId}>{title}</h2>
        <div>{children}</div>
        <Field label={`Type ${name} to confirm`}>
          {(control) => (
            <input
              {...control}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        {error && <Failure error={error} />}
        <div className={forms.buttons}>
          <Button type="submit" className={styles.irrevocable} disabled={typed !== name} loading={isRunning}>
            {action}
          </Button>
          <Button variant="default" onClick={() => dialog.current?.close()}>
            Cancel
          </Button>
        </div>
      </form>
    </dialog>
  );
}
