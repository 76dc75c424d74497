import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../../api/ask.ts';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { typeNames } from './attribute-words.ts';
import styles from './settings.module.css';
import { pathOfAttribute } from './settings-queries.ts';

type Declaration = NonNullable<AttributeAnswer['declaration']>;

interface DeclarationFormProps {
  /** Empty for one that is still to be named. */
  readonly name: string;
  readonly declaration?: Declaration;
  readonly close: () => void;
}

const types = Object.keys(typeNames) as (keyof typeof typeNames)[];

/** Says what values an attribute may have. */
export function DeclarationForm({ name: given, declaration = {}, close }: DeclarationFormProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(given);
  const [draft, setDraft] = useState<Declaration>(declaration);
  const [allowed, setAllowed] = useState(declaration.allowedValues?.join('\n') ?? '');
  const set = (changed: Partial<Declaration>) => setDraft((before) => ({ ...before, ...changed }));
  const declare = useMutation({
    mutationFn: () =>
      ask(`${pathOfAttribute(name.trim())}/declaration`, {
        method: 'PUT',
        body: { ...draft, allowedValues: valuesIn(allowed, draft.type) },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <form
      className={`${forms.form} ${styles.adding}`}
      aria-label="Declaration"
      onSubmit={(event) => {
        event.preventDefault();
        declare.mutate();
      }}
    >
      {given === '' && (
        <Field label="Name" hint="Without profile., as the directory sends it.">
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
      )}
      <Field label="What people call it">
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={draft.displayName ?? ''}
            onChange={({ target }) => set({ displayName: target.value || undefined })}
          />
        )}
      </Field>
      <Field label="What it is for">
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={draft.description ?? ''}
            onChange={({ target }) => set({ description: target.value || undefined })}
          />
        )}
      </Field>
      <Field label="Type">
        {(control) => (
          <select
            {...control}
            value={draft.type ?? ''}
            onChange={({ target }) => set({ type: types.find((type) => type === target.value) })}
          >
            <option value="">Anything</option>
            {types.map((type) => (
              <option key={type} value={type}>
                {typeNames[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Allowed values" hint="One a line; empty for any.">
        {(control) => (
          <textarea
            {...control}
            rows={3}
            value={allowed}
            onChange={({ target }) => setAllowed(target.value)}
          />
        )}
      </Field>
      {draft.type !== undefined && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.multiValued ?? false}
            onChange={({ target }) => set({ multiValued: target.checked })}
          />
          Somebody may have several
        </label>
      )}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.required ?? false}
          onChange={({ target }) => set({ required: target.checked })}
        />
        Required: pushes of people without it are refused
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.confidential ?? false}
          onChange={({ target }) => set({ confidential: target.checked })}
        />
        Confidential: its values are shown with people alone, and stand in no log
      </label>
      {declare.error && <Failure error={declare.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={name.trim() === ''} loading={declare.isPending}>
          Declare
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** What stands in the lines, as values of the type; a line that is none goes as it is, and the service says what is wrong. */
function valuesIn(lines: string, type: Declaration['type']): Declaration['allowedValues'] {
  const texts = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (texts.length === 0) return undefined;
  if (type === 'number') return texts.map((text) => (Number.isFinite(Number(text)) ? Number(text) : text));
  if (type !== 'boolean') return texts;
  return texts.map((text) => (text === 'true' ? true : text === 'false' ? false : text));
}
