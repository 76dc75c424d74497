import { useState } from 'react';
import type { RenamedAttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { pathOfAttribute } from './settings-queries.ts';

interface RenamingFormProps {
  readonly name: string;
  readonly close: () => void;
}

/** Gives an attribute another name, for everybody who has it. */
export function RenamingForm({ name, close }: RenamingFormProps) {
  const [to, setTo] = useState('');
  const rename = useChange(
    () =>
      ask<RenamedAttributeAnswer>(`${pathOfAttribute(name)}/rename`, {
        method: 'POST',
        body: { to: to.trim() },
      }),
    close,
  );
  return (
    <Form
      action="Rename"
      isReady={to.trim() !== ''}
      change={rename}
      submit={() => rename.mutate()}
      cancel={close}
    >
      <TextField
        label="New name"
        hint="Without profile. What the directory goes on sending under the old name is kept under the new one."
        autoFocus
        value={to}
        change={setTo}
      />
    </Form>
  );
}
