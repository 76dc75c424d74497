import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';
import { RenamingForm } from '../../forms/renaming-form.tsx';
import { pathOf, tagOf } from './queries-of-group.ts';

/** What is decided about a group as a whole; of those that a template made, the template decides. */
export function GroupDecisions({ group }: { readonly group: GroupAnswer }) {
  const mayWrite = useMayDo()('groups:write');
  const [decision, setDecision] = useState<'rename' | 'remove'>();
  if (!mayWrite || group.templateId !== undefined) return null;
  const close = () => setDecision(undefined);
  if (decision === 'rename') return <Renaming group={group} close={close} />;
  return (
    <>
      {group.governedBy !== 'push' && (
        <Button size="xs" variant="default" onClick={() => setDecision('rename')}>
          Rename
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setDecision('remove')}>
        Remove…
      </Button>
      {decision === 'remove' && <Removal group={group} close={close} />}
    </>
  );
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
    await navigate({ to: '/groups' });
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
