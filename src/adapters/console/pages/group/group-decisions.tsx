import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import styles from './group.module.css';
import { pathOf, tagOf } from './queries-of-group.ts';

/** What is decided about a group as a whole; of those that a template made, the template decides. */
export function GroupDecisions({ group }: { readonly group: GroupAnswer }) {
  const mayWrite = useMayDo()('groups:write');
  const [decision, setDecision] = useState<'rename' | 'remove'>();
  if (!mayWrite || group.templateId !== undefined) return null;
  const close = () => setDecision(undefined);
  return (
    <div className={styles.decisions}>
      {decision === 'rename' ? (
        <Renaming group={group} close={close} />
      ) : (
        <>
          {group.governedBy !== 'push' && (
            <Button size="xs" variant="default" onClick={() => setDecision('rename')}>
              Rename
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => setDecision('remove')}>
            Remove…
          </Button>
        </>
      )}
      {decision === 'remove' && <Removal group={group} close={close} />}
    </div>
  );
}

interface DecisionProps {
  readonly group: GroupAnswer;
  readonly close: () => void;
}

function Renaming({ group, close }: DecisionProps) {
  const queries = useQueryClient();
  const [displayName, setDisplayName] = useState(group.displayName);
  const [seen] = useState(group);
  const rename = useMutation({
    mutationFn: () =>
      ask(`${pathOf(seen.id)}/name`, { method: 'PUT', body: { displayName }, ifMatch: tagOf(seen) }),
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
      <Field label="Name">
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={displayName}
            onChange={({ target }) => setDisplayName(target.value)}
          />
        )}
      </Field>
      {rename.error && <Failure error={rename.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={displayName.trim() === ''} loading={rename.isPending}>
          Rename
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Removal({ group, close }: DecisionProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id, displayName, governedBy } = group;
  const remove = useMutation({
    mutationFn: () => ask(pathOf(id), { method: 'DELETE', ifMatch: tagOf(group) }),
    onSuccess: async () => {
      await navigate({ to: '/groups' });
      await queries.invalidateQueries();
    },
  });
  return (
    <TypedConfirmation
      title="Remove the group?"
      name={displayName}
      action="Remove"
      isRunning={remove.isPending}
      error={remove.error}
      confirm={() => remove.mutate()}
      cancel={close}
    >
      Its members stay, and lose what the group gave them.
      {governedBy === 'push' && ' Okta makes it anew with its next push while it is linked there.'}
    </TypedConfirmation>
  );
}
