import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { nameOf } from '../../people/name-of.ts';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { Failure } from '../../states/failure.tsx';
import { pathOf } from './queries-of-group.ts';

interface NewExceptionProps {
  readonly groupId: string;
  readonly close: () => void;
}

const reasonCharactersMax = 500;

/** Has somebody always or never belong, whatever the rule says. */
export function NewException({ groupId, close }: NewExceptionProps) {
  const queries = useQueryClient();
  const [person, setPerson] = useState<AgentAnswer>();
  const [belongs, setBelongs] = useState<'always' | 'never'>('always');
  const [reason, setReason] = useState('');
  const [lastDay, setLastDay] = useState('');
  const make = useMutation({
    mutationFn: () =>
      ask(`${pathOf(groupId)}/exceptions/${person?.id}`, {
        method: 'PUT',
        body: { belongs, reason: reason.trim() || undefined, until: endOf(lastDay) },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <form
      className={forms.form}
      aria-label="New exception"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      {person === undefined ? (
        <PersonPicker label="Who" pick={setPerson} />
      ) : (
        <p>
          <strong>{nameOf(person)}</strong> {person.userName}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => setPerson(undefined)}>
            Somebody else
          </Button>
        </p>
      )}
      <fieldset className={forms.choices}>
        <legend>Whatever the rule says, the person</legend>
        {(['always', 'never'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="belongs" checked={belongs === one} onChange={() => setBelongs(one)} />
            <span>{one === 'always' ? 'always belongs' : 'never belongs'}</span>
          </label>
        ))}
      </fieldset>
      <Field label="Reason">
        {(control) => (
          <input
            {...control}
            maxLength={reasonCharactersMax}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <Field
        label="Last day"
        hint="In UTC. The rule decides again after it; without a day, once somebody ends the exception."
      >
        {(control) => (
          <input
            {...control}
            type="date"
            value={lastDay}
            onChange={({ target }) => setLastDay(target.value)}
          />
        )}
      </Field>
      {make.error && <Failure error={make.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={person === undefined} loading={make.isPending}>
          Make the exception
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

const dayMilliseconds = 86_400_000;

/** The moment at which a day is over. */
const endOf = (day: string): string | undefined =>
  day === '' ? undefined : new Date(Date.parse(day) + dayMilliseconds).toISOString();
