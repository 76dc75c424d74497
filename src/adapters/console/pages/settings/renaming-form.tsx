import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RenamedAttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../../api/ask.ts';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { pathOfAttribute } from './settings-queries.ts';

interface RenamingFormProps {
  readonly name: string;
  readonly close: () => void;
}

/** Gives an attribute another name, for everybody who has it. */
export function RenamingForm({ name, close }: RenamingFormProps) {
  const queries = useQueryClient();
  const [to, setTo] = useState('');
  const rename = useMutation({
    mutationFn: () =>
      ask<RenamedAttributeAnswer>(`${pathOfAttribute(name)}/rename`, {
        method: 'POST',
        body: { to: to.trim() },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <Field
        label="New name"
        hint="Without profile. What the directory goes on sending under the old name is kept under the new one."
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        )}
      </Field>
      {rename.error && <Failure error={rename.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={to.trim() === ''} loading={rename.isPending}>
          Rename
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
