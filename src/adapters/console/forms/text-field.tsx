import type { InputHTMLAttributes, ReactNode } from 'react';
import { Field } from './field.tsx';

type Control = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'id'>;

interface TextFieldProps extends Control {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** A line of text under its label. Nothing is put in by the browser, nor underlined as if it were prose. */
export const TextField = ({ label, hint, value, change, ...control }: TextFieldProps) => (
  <Field label={label} hint={hint}>
    {(described) => (
      <input
        autoComplete="off"
        spellCheck={false}
        {...control}
        {...described}
        value={value}
        onChange={({ target }) => change(target.value)}
      />
    )}
  </Field>
);
