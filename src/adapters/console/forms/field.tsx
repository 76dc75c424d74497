import { type ReactNode, useId } from 'react';
import styles from './form.module.css';

interface FieldProps {
  readonly label: string;
  /** What it is for, or what is written there. */
  readonly hint?: ReactNode;
  /** The control, which is given its id and that of the hint. */
  readonly children: (control: { readonly id: string; readonly 'aria-describedby'?: string }) => ReactNode;
}

/** A label, a control and what there is to say about it. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(hint && { 'aria-describedby': hintId }) })}
      {hint && <p id={hintId}>{hint}</p>}
    </div>
  );
}
