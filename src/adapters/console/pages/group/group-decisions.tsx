import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { notHere } from '../../api/problem.ts';
import { useChange } from '../../api/use-change.ts';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';
import { RenamingForm } from '../../forms/renaming-form.tsx';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { opening } from '../opening.ts';
import type { GroupSearch } from './group-search.ts';
import { pathOf, tagOf } from './queries-of-group.ts';

/** What is decided about a group as a whole; of those that a template made, the template decides. */
export function GroupDecisions({ group }: { readonly group: GroupAnswer }) {
  const mayWrite = useMayDo()('groups:write');
  const { form } = useSearch({ from: '/groups/$id' });
  const navigate = useNavigate({ from: '/groups/$id' });
  if (!mayWrite || group.templateId !== undefined) return null;
  const show = (opened: GroupSearch['form']) =>
    void navigate({ ...opening(opened), search: (shown) => ({ ...shown, form: opened }) });
  const close = () => show(undefined);
  const isRenamedHere = group.governedBy !== 'push';
  if (form === 'rename' && isRenamedHere) return <Renaming group={group} close={close} />;
  return (
    <>
      {isRenamedHere && (
        <Button size="xs" variant="default" onClick={() => show('rename')}>
          Rename
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => show('remove')}>
        Remove…
      </Button>
      {form === 'remove' && <Removal group={group} close={close} />}
    </>
  );
}

interface FormRefusalProps {
  readonly group: GroupAnswer;
  readonly form: NonNullable<GroupSearch['form']>;
}

/** Why what the address opens cannot be done, where it cannot. */
export function FormRefusal({ group, form }: FormRefusalProps) {
  const reason = reasonAgainst(form, group);
  return (
    <Permitted anyOf={[form === 'rule' ? 'rules:write' : 'groups:write']}>
      {reason && <Failure error={notHere(reason)} />}
    </Permitted>
  );
}

function reasonAgainst(
  form: FormRefusalProps['form'],
  { templateId, governedBy, rule }: GroupAnswer,
): string | undefined {
  if (templateId !== undefined) return 'A template made this group, and only the template can change it.';
  if (form === 'rename' && governedBy === 'push') return 'The directory says how this group is called.';
  return form === 'rule' && rule === undefined ? 'No rule decides who belongs to this group.' : undefined;
}

interface DecisionProps {
  readonly group: GroupAnswer;
  readonly close: () => void;
}

function Renaming({ group, close }: DecisionProps) {
  // What somebody else stores meanwhile is not written over unseen.
  const [seen] = useState(group);
  return (
    <RenamingForm
      name={seen.displayName}
      rename={(displayName) =>
        ask(`${pathOf(seen.id)}/name`, { method: 'PUT', body: { displayName }, ifMatch: tagOf(seen) })
      }
      close={close}
    />
  );
}

function Removal({ group, close }: DecisionProps) {
  const navigate = useNavigate();
  const { id, displayName, governedBy } = group;
  const remove = useChange(async () => {
    await ask(pathOf(id), { method: 'DELETE', ifMatch: tagOf(group) });
    // Before what is shown is asked for again, since the group is gone.
    await navigate({ to: '/groups', replace: true });
  });
  return (
    <TypedConfirmation
      title="Remove the group?"
      name={displayName}
      action="Remove"
      change={remove}
      cancel={close}
    >
      <p>
        Its members stay, and lose what the group gave them.
        {governedBy === 'push' && ' Okta makes it anew with its next push while it is linked there.'}
      </p>
    </TypedConfirmation>
  );
}
