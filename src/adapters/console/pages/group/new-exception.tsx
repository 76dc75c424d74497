import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { Form } from '../../forms/form.tsx';
import { RadioChoices } from '../../forms/radio-choices.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { reasonCharactersMax } from '../../people/decision-words.ts';
import { nameOf } from '../../people/name-of.ts';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { endOf } from '../../times/days.ts';
import { pathOf } from './queries-of-group.ts';

interface NewExceptionProps {
  readonly groupId: string;
  readonly close: () => void;
}

/** Has somebody always or never belong, whatever the rule says. */
export function NewException({ groupId, close }: NewExceptionProps) {
  const [person, setPerson] = useState<AgentAnswer>();
  const [belongs, setBelongs] = useState<'always' | 'never'>('always');
  const [reason, setReason] = useState('');
  const [lastDay, setLastDay] = useState('');
  const make = useChange(
    () =>
      ask(`${pathOf(groupId)}/exceptions/${person?.id}`, {
        method: 'PUT',
        body: {
          belongs,
          reason: reason.trim() || undefined,
          until: lastDay === '' ? undefined : endOf(lastDay),
        },
      }),
    close,
  );
  return (
    <Form
      label="New exception"
      action="Make the exception"
      isReady={person !== undefined}
      change={make}
      cancel={close}
    >
      {person === undefined ? (
        <PersonPicker label="Who" autoFocus pick={setPerson} />
      ) : (
        <p>
          <strong>{nameOf(person)}</strong> {person.userName}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => setPerson(undefined)}>
            Somebody else
          </Button>
        </p>
      )}
      <RadioChoices
        legend="Whatever the rule says, the person"
        value={belongs}
        choices={[
          ['always', 'always belongs'],
          ['never', 'never belongs'],
        ]}
        change={setBelongs}
      />
      <TextField
        // Whoever has chosen somebody goes on here.
        key={person?.id}
        label="Reason"
        autoFocus={person !== undefined}
        spellCheck
        maxLength={reasonCharactersMax}
        value={reason}
        change={setReason}
      />
      <TextField
        label="Last day"
        hint="In UTC. The rule decides again after it; without a day, once somebody ends the exception."
        type="date"
        value={lastDay}
        change={setLastDay}
      />
    </Form>
  );
}
