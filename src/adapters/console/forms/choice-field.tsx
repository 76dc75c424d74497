import type { ReactNode } from 'react';
import { Field } from './field.tsx';

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: Value;
  /** Each value with the words for it. */
  readonly choices: readonly (readonly [value: Value, words: string])[];
  readonly change: (value: Value) => void;
}

/** One of several, folded away until somebody looks at them. */
export const ChoiceField = <Value extends string>(props: ChoiceFieldProps<Value>) => {
  const { label, hint, value, choices, change } = props;
  return (
    <Field label={label} hint={hint}>
      {(described) => (
        <select {...described} value={value} onChange={({ target }) => change(target.value as Value)}>
          {choices.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
