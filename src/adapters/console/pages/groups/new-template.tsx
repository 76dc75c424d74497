import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CreatedTemplateAnswer } from '../../../koa-admin/answers/template-answer.ts';
import { ask } from '../../api/ask.ts';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { useRuleAttributes, useValuesSeen } from '../../rule-editor/rule-attributes.ts';
import { Failure } from '../../states/failure.tsx';
import styles from './groups.module.css';

const place = '{value}';

/** Makes a template, and says which groups come of it. */
export function NewTemplate({ close }: { readonly close: () => void }) {
  const queries = useQueryClient();
  const listId = useId();
  const attributes = useRuleAttributes().filter(({ type }) => type === 'text');
  const [attribute, setAttribute] = useState('');
  const [namePattern, setNamePattern] = useState(place);
  const [kind, setKind] = useState<'agents' | 'users'>('agents');
  const [includesDeactivated, setIncludesDeactivated] = useState(false);
  const seen = useValuesSeen(attribute);
  const make = useMutation({
    mutationFn: () =>
      ask<CreatedTemplateAnswer>('group-templates', {
        method: 'POST',
        body: { attribute, namePattern, kind, includesDeactivated },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  return (
    <form
      className={`${forms.form} ${styles.adding}`}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Field label="Attribute" hint="A group is made for every value that somebody has of it.">
        {(control) => (
          <input
            {...control}
            list={listId}
            autoComplete="off"
            spellCheck={false}
            value={attribute}
            onChange={({ target }) => setAttribute(target.value.trim())}
          />
        )}
      </Field>
      <datalist id={listId}>
        {attributes.map(({ name, displayName }) => (
          <option key={name} value={name}>
            {displayName}
          </option>
        ))}
      </datalist>
      <Field
        label="Names"
        hint={
          seen.length === 0 ? (
            <>
              <code>{place}</code> stands for the value.
            </>
          ) : (
            `Such as ${seen
              .slice(0, 3)
              .map((value) => namePattern.replaceAll(place, value))
              .join(', ')}.`
          )
        }
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={namePattern}
            onChange={({ target }) => setNamePattern(target.value)}
          />
        )}
      </Field>
      <Field label="Of whom">
        {(control) => (
          <select
            {...control}
            value={kind}
            onChange={({ target }) => setKind(target.value === 'users' ? 'users' : 'agents')}
          >
            <option value="agents">Agents</option>
            <option value="users">Users: people with a role above agent</option>
          </select>
        )}
      </Field>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={includesDeactivated}
          onChange={({ target }) => setIncludesDeactivated(target.checked)}
        />
        Deactivated people belong as well
      </label>
      {make.error && <Failure error={make.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={attribute === ''} loading={make.isPending}>
          Make the template
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
