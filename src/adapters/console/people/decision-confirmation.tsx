import { useState } from 'react';
import { useChange } from '../api/use-change.ts';
import { TypedConfirmation } from '../confirmation/typed-confirmation.tsx';
import { TextField } from '../forms/text-field.tsx';
import { type Decision, decisionWords, reasonCharactersMax } from './decision-words.ts';

interface DecisionConfirmationProps<Answer> {
  readonly decision: Decision;
  /** About whom, as it has to be typed. */
  readonly whom: string;
  readonly carryOut: (reason: string | undefined) => Promise<Answer>;
  readonly done: (answer: Answer) => unknown;
  readonly close: () => void;
}

/** Asks for the reason of a decision, and whether it is meant. */
export function DecisionConfirmation<Answer>(props: DecisionConfirmationProps<Answer>) {
  const { decision, whom, carryOut, done, close } = props;
  const [reason, setReason] = useState('');
  const change = useChange(() => carryOut(reason.trim() || undefined), done);
  const { button, consequence } = decisionWords[decision];
  return (
    <TypedConfirmation
      title={`${button} ${whom}?`}
      name={whom}
      action={button}
      change={change}
      cancel={close}
      further={
        <TextField
          label="Why, for the audit log"
          spellCheck
          maxLength={reasonCharactersMax}
          value={reason}
          change={setReason}
        />
      }
    >
      <p>{consequence}</p>
    </TypedConfirmation>
  );
}
