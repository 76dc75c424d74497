import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { Failure } from '../../states/failure.tsx';
import styles from './person.module.css';

type Decision = 'deactivate' | 'reactivate' | 'remove';

interface Words {
  readonly button: string;
  readonly consequence: ReactNode;
}

const words: Readonly<Record<Decision, Words>> = {
  deactivate: {
    button: 'Deactivate',
    consequence:
      'Nobody can sign in as this person any more, and all sessions end. Okta can let the person in again.',
  },
  reactivate: { button: 'Reactivate', consequence: 'The person may sign in again.' },
  remove: {
    button: 'Remove',
    consequence:
      'The person is gone for good, with all attributes and memberships; the audit log keeps what was there. While Okta still assigns the person, unassign there as well.',
  },
};

/** What people here decide about somebody, each behind a confirmation in which the userName is typed. */
export function Decisions({ agent }: { readonly agent: AgentAnswer }) {
  const mayDo = useMayDo();
  const [decision, setDecision] = useState<Decision>();
  const possible: readonly Decision[] = [
    ...(mayDo('agents:administer')
      ? ([agent.status === 'active' ? 'deactivate' : 'reactivate'] as const)
      : []),
    ...(mayDo('agents:remove') ? (['remove'] as const) : []),
  ];
  if (decision !== undefined)
    return <Confirmation agent={agent} decision={decision} close={() => setDecision(undefined)} />;
  if (possible.length === 0) return null;
  return (
    <div className={styles.decisions}>
      {possible.map((one) => (
        <Button key={one} size="xs" variant="default" onClick={() => setDecision(one)}>
          {words[one].button}…
        </Button>
      ))}
    </div>
  );
}

interface ConfirmationProps {
  readonly agent: AgentAnswer;
  readonly decision: Decision;
  readonly close: () => void;
}

function Confirmation({ agent: { id, userName, version }, decision, close }: ConfirmationProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const ids = useId();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const { button, consequence } = words[decision];
  const carryOut = useMutation({
    mutationFn: () => {
      const ifMatch = `W/"${version}"`;
      const why = reason.trim() || undefined;
      const path = `agents/${id}`;
      return decision === 'remove'
        ? ask(path, { method: 'DELETE', query: { reason: why }, ifMatch })
        : ask(`${path}/${decision}`, { method: 'POST', body: { reason: why }, ifMatch });
    },
    onSuccess: async () => {
      close();
      if (decision === 'remove') await navigate({ to: '/people' });
      await queries.invalidateQueries();
    },
  });
  return (
    <form
      className={styles.confirmation}
      aria-labelledby={`${ids}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        carryOut.mutate();
      }}
    >
      <h2 id={`${ids}-title`}>
        {button} {userName}?
      </h2>
      <p>{consequence}</p>
      <label>
        Why, for the audit log
        <input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
      </label>
      <label>
        Type <code>{userName}</code> to confirm
        <input
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      {carryOut.error && <Failure error={carryOut.error} />}
      <div>
        <Button
          type="submit"
          size="xs"
          color={decision === 'reactivate' ? undefined : 'red'}
          disabled={typed !== userName}
          loading={carryOut.isPending}
        >
          {button}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
