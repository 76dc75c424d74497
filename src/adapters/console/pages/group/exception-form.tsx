import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import type { ExceptionAnswer } from '../../../koa-admin/answers/exception-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { Form } from '../../forms/form.tsx';
import { RadioChoices } from '../../forms/radio-choices.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { reasonCharactersMax } from '../../people/decision-words.ts';
import { nameOf } from '../../people/name-of.ts';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { endOf, lastDayBefore } from '../../times/days.ts';
import { pathOfException } from './queries-of-group.ts';

interface ExceptionFormProps {
  readonly groupId: string;
  /** The one that is changed; absent for one that is to be made. */
  readonly exception?: ExceptionAnswer;
  readonly close: () => void;
}

/** Has somebody always or never belong, whatever the rule says. */
export function ExceptionForm({ groupId, exception, close }: ExceptionFormProps) {
  const [person, setPerson] = useState<AgentAnswer>();
  const [belongs, setBelongs] = useState(exception?.belongs ?? 'always');
  const [reason, setReason] = useState(exception?.reason ?? '');
  const storedDay = exception?.until ? lastDayBefore(exception.until) : '';
  const [lastDay, setLastDay] = useState(storedDay);
  const agentId = exception?.agentId ?? person?.id;
  const make = useChange(
    () =>
      ask(pathOfException(groupId, agentId ?? ''), {
        method: 'PUT',
        body: {
          belongs,
          reason: reason.trim() || undefined,
          until: lastDay === storedDay ? exception?.until : endAfter(lastDay),
        },
      }),
    close,
  );
  return (
    <Form
      label={exception ? `The exception of ${exception.userName}` : 'New exception'}
      action={exception ? 'Change the exception' : 'Make the exception'}
      isReady={agentId !== undefined}
      change={make}
      cancel={close}
    >
      {exception ? (
        <p>
          <strong>{exception.userName}</strong>
        </p>
      ) : (
        <Person person={person} pick={setPerson} />
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
        autoFocus={agentId !== undefined}
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

interface PersonProps {
  readonly person: AgentAnswer | undefined;
  readonly pick: (person: AgentAnswer | undefined) => void;
}

const Person = ({ person, pick }: PersonProps) =>
  person === undefined ? (
    <PersonPicker label="Who" autoFocus pick={pick} />
  ) : (
    <p>
      <strong>{nameOf(person)}</strong> {person.userName}{' '}
      <Button size="compact-xs" variant="subtle" onClick={() => pick(undefined)}>
        Somebody else
      </Button>
    </p>
  );

const endAfter = (lastDay: string): string | undefined => (lastDay === '' ? undefined : endOf(lastDay));
