import { type ReactNode, useState } from 'react';
import { useChange } from '../api/use-change.ts';
import { Form } from './form.tsx';
import { TextField } from './text-field.tsx';

interface RenamingFormProps {
  readonly label?: string;
  readonly hint?: ReactNode;
  /** What it is called until then. */
  readonly name: string;
  readonly rename: (name: string) => Promise<unknown>;
  /** Absent where the form always stands there. */
  readonly close?: () => void;
}

/** Gives something another name. */
export function RenamingForm({ label = 'Name', hint, name: current, rename, close }: RenamingFormProps) {
  const [text, setText] = useState(current);
  const name = text.trim();
  const change = useChange(() => rename(name), close);
  return (
    <Form action="Rename" isReady={name !== '' && name !== current} change={change} cancel={close}>
      <TextField label={label} hint={hint} autoFocus={close !== undefined} value={text} change={setText} />
    </Form>
  );
}
