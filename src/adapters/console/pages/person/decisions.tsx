import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { notHere } from '../../api/problem.ts';
import { DecisionConfirmation } from '../../people/decision-confirmation.tsx';
import { decisionWords } from '../../people/decision-words.ts';
import { Failure } from '../../states/failure.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { opening } from '../opening.ts';
import type { PersonSearch } from './person-search.ts';

type Decision = NonNullable<PersonSearch['decision']>;

const permissions = {
  deactivate: 'agents:administer',
  reactivate: 'agents:administer',
  remove: 'agents:remove',
} as const;

const decisionsAbout = ({ status }: AgentAnswer): readonly Decision[] => [
  status === 'active' ? 'deactivate' : 'reactivate',
  'remove',
];

const useShow = () => {
  const navigate = useNavigate({ from: '/people/$id' });
  return (decision: Decision | undefined) =>
    void navigate({ ...opening(decision), search: (shown) => ({ ...shown, decision }) });
};

/** What people here decide about somebody, each behind a confirmation in which the userName is typed. */
export function Decisions({ agent }: { readonly agent: AgentAnswer }) {
  const mayDo = useMayDo();
  const show = useShow();
  return decisionsAbout(agent)
    .filter((decision) => mayDo(permissions[decision]))
    .map((decision) => (
      <Button key={decision} size="xs" variant="default" onClick={() => show(decision)}>
        {decisionWords[decision].button}…
      </Button>
    ));
}

interface OpenDecisionProps {
  readonly decision: Decision;
  readonly agent: AgentAnswer;
}

/** The confirmation that the address opens, for whoever may decide so. */
export const OpenDecision = ({ decision, agent }: OpenDecisionProps) => (
  <Permitted anyOf={[permissions[decision]]}>
    <Confirmation key={decision} decision={decision} agent={agent} />
  </Permitted>
);

function Confirmation({ decision, agent }: OpenDecisionProps) {
  // The agent as it was seen when the decision was made.
  const [seen] = useState(agent);
  const navigate = useNavigate();
  const show = useShow();
  const close = () => show(undefined);
  if (!decisionsAbout(seen).includes(decision))
    return <Failure error={notHere(`${seen.userName} is ${seen.status} already.`)} />;
  return (
    <DecisionConfirmation
      decision={decision}
      whom={seen.userName}
      carryOut={async (reason) => {
        await carryOut(decision, seen, reason);
        // Before what is shown is asked for again, since the person is gone.
        if (decision === 'remove') await navigate({ to: '/people', replace: true });
      }}
      done={() => decision === 'remove' || close()}
      close={close}
    />
  );
}

function carryOut(decision: Decision, { id, version }: AgentAnswer, reason?: string): Promise<unknown> {
  const ifMatch = `W/"${version}"`;
  const path = `agents/${encodeURIComponent(id)}`;
  return decision === 'remove'
    ? ask(path, { method: 'DELETE', query: { reason }, ifMatch })
    : ask(`${path}/${decision}`, { method: 'POST', body: { reason }, ifMatch });
}
