import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import type { AgentJobAnswer } from '../../../koa-admin/answers/agent-job-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { agentOf } from '../../people/agent-of.ts';
import { DecisionConfirmation } from '../../people/decision-confirmation.tsx';
import { type Decision, decisionWords } from '../../people/decision-words.ts';
import { agentsPerJobMax, startJob } from './agent-jobs.ts';
import styles from './people.module.css';

interface ChosenPeopleProps {
  readonly agents: readonly AgentAnswer[];
  readonly chooseNobody: () => void;
  readonly started: (job: AgentJobAnswer) => void;
}

/** What can be decided about all who are chosen, by a job of the API. */
export function ChosenPeople({ agents, chooseNobody, started }: ChosenPeopleProps) {
  const mayRemove = useMayDo()('agents:remove');
  const queries = useQueryClient();
  const [decision, setDecision] = useState<Decision>();
  if (agents.length === 0) return null;
  const isTooMany = agents.length > agentsPerJobMax;
  const count = agents.length.toLocaleString('en');
  const decisions: readonly Decision[] = [
    'deactivate',
    'reactivate',
    ...(mayRemove ? ['remove' as const] : []),
  ];
  const carryOut = (action: Decision) => (reason: string | undefined) => {
    // The results name them by their ids, also those who are gone by then.
    for (const agent of agents) queries.setQueryData(agentOf(agent.id).queryKey, agent);
    return startJob({ action, ids: agents.map(({ id }) => id), reason });
  };
  return (
    <section className={styles.many} aria-label="Many at once">
      <p role="status">{count} chosen</p>
      {decisions.map((one) => (
        <Button key={one} size="xs" variant="default" disabled={isTooMany} onClick={() => setDecision(one)}>
          {decisionWords[one].button}…
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={chooseNobody}>
        Choose nobody
      </Button>
      {isTooMany && <p>At most {agentsPerJobMax.toLocaleString('en')} at once.</p>}
      {decision && (
        <DecisionConfirmation
          decision={decision}
          whom={agents.length === 1 ? '1 person' : `${count} people`}
          carryOut={carryOut(decision)}
          done={started}
          close={() => setDecision(undefined)}
        />
      )}
    </section>
  );
}
