import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Failure } from '../states/failure.tsx';
import styles from './form.module.css';

/** What the form asks for. */
export interface FormChange {
  readonly mutate: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
}

interface FormProps {
  /** What the form is, for whoever does not see where it stands. */
  readonly label?: string;
  /** What the button does, as a verb. */
  readonly action: string;
  /** Whether all is there that is needed. */
  readonly isReady?: boolean;
  readonly change: FormChange;
  /** A button for what can be done before. */
  readonly before?: ReactNode;
  /** Absent where there is nothing to go back to. */
  readonly cancel?: () => void;
  /** Whether it takes something away for good. */
  readonly isIrrevocable?: boolean;
  /** Whether it stands by itself between other things, and not in a card. */
  readonly isPanel?: boolean;
  /** Whether it is as wide as where it stands. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** Fields, why what was asked for was not done, and the button that asks for it. */
export function Form(props: FormProps) {
  const { label, action, isReady = true, change, before, cancel, isIrrevocable, isPanel, isWide } = props;
  return (
    <form
      className={styles.form}
      data-panel={isPanel || undefined}
      data-wide={isWide || undefined}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      {props.children}
      {change.error && <Failure error={change.error} />}
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="xs"
          className={isIrrevocable ? styles.irrevocable : undefined}
          disabled={!isReady}
          loading={change.isPending}
        >
          {action}
        </Button>
        {before}
        {cancel && (
          <Button size="xs" variant="default" onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
