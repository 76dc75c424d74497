import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { DecisionConfirmation } from '../../people/decision-confirmation.tsx';
import { type Decision, decisionWords } from '../../people/decision-words.ts';

/** What people here decide about somebody, each behind a confirmation in which the userName is typed. */
export function Decisions({ agent }: { readonly agent: AgentAnswer }) {
  const mayDo = useMayDo();
  const navigate = useNavigate();
  // The agent as it was seen when the decision was made.
  const [made, setMade] = useState<{ readonly decision: Decision; readonly seen: AgentAnswer }>();
  const close = () => setMade(undefined);
  const possible: readonly Decision[] = [
    ...(mayDo('agents:administer')
      ? ([agent.status === 'active' ? 'deactivate' : 'reactivate'] as const)
      : []),
    ...(mayDo('agents:remove') ? (['remove'] as const) : []),
  ];
  return (
    <>
      {possible.map((decision) => (
        <Button key={decision} size="xs" variant="default" onClick={() => setMade({ decision, seen: agent })}>
          {decisionWords[decision].button}…
        </Button>
      ))}
      {made && (
        <DecisionConfirmation
          decision={made.decision}
          whom={made.seen.userName}
          carryOut={async (reason) => {
            await carryOut(made.decision, made.seen, reason);
            // Before what is shown is asked for again, since the person is gone.
            if (made.decision === 'remove') await navigate({ to: '/people' });
          }}
          done={close}
          close={close}
        />
      )}
    </>
  );
}

function carryOut(decision: Decision, { id, version }: AgentAnswer, reason?: string): Promise<unknown> {
  const ifMatch = `W/"${version}"`;
  const path = `agents/${encodeURIComponent(id)}`;
  return decision === 'remove'
    ? ask(path, { method: 'DELETE', query: { reason }, ifMatch })
    : ask(`${path}/${decision}`, { method: 'POST', body: { reason }, ifMatch });
}
