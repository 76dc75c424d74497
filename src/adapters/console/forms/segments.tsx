import type { ReactNode } from 'react';
import { Spoken } from '../words/spoken.tsx';
import styles from './segments.module.css';

interface Segment<Value> {
  readonly value: Value;
  /** What it is called; also where a picture stands for it. */
  readonly name: string;
  readonly picture?: ReactNode;
  readonly isDisabled?: boolean;
}

interface SegmentsProps<Value> {
  readonly legend: string;
  readonly chosen: Value;
  readonly segments: readonly Segment<Value>[];
  readonly choose: (value: Value) => void;
}

/** One of a few, side by side; a choice holds at once. */
export const Segments = <Value extends string | boolean>(props: SegmentsProps<Value>) => {
  const { legend, chosen, segments, choose } = props;
  return (
    <fieldset className={styles.segments}>
      <legend>
        <Spoken>{legend}</Spoken>
      </legend>
      {segments.map(({ value, name, picture, isDisabled }) => (
        <button
          key={name}
          type="button"
          aria-pressed={value === chosen}
          disabled={isDisabled}
          onClick={() => choose(value)}
          {...(picture ? { title: name, 'aria-label': name } : {})}
        >
          {picture ?? name}
        </button>
      ))}
    </fieldset>
  );
};
