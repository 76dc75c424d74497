import { useId } from 'react';
import styles from './form.module.css';

interface RadioChoicesProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  /** Each value with the words for it, and what follows from it. */
  readonly choices: readonly (readonly [value: Value, words: string, meaning?: string])[];
  readonly change: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function RadioChoices<Value extends string>({
  legend,
  value,
  choices,
  change,
}: RadioChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map(([one, words, meaning]) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => change(one)} />
          <span>
            {words} {meaning && <small>{meaning}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
