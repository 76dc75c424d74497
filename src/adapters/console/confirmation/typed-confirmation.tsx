import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Form, type FormChange } from '../forms/form.tsx';
import { TextField } from '../forms/text-field.tsx';
import styles from './typed-confirmation.module.css';

interface TypedConfirmationProps {
  readonly title: string;
  /** What has to be typed, letter by letter. */
  readonly name: string;
  /** What will follow. */
  readonly children: ReactNode;
  /** What can be said besides. */
  readonly further?: ReactNode;
  /** What the button does, as a verb. */
  readonly action: string;
  readonly change: FormChange;
  readonly cancel: () => void;
}

/** Before what cannot be taken back: whoever wants it types the name of what it is about. */
export function TypedConfirmation(props: TypedConfirmationProps) {
  const { title, name, children, further, action, change, cancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [typed, setTyped] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // It gives the focus back once it is gone: whoever asks at once for the same again is asked again.
        event.preventDefault();
        cancel();
      }}
      onClose={cancel}
    >
      <h2 id={titleId}>{title}</h2>
      <Form action={action} isIrrevocable isReady={typed === name} change={change} cancel={cancel}>
        {children}
        <TextField label={`Type ${name} to confirm`} value={typed} change={setTyped} />
        {further}
      </Form>
    </dialog>
  );
}
