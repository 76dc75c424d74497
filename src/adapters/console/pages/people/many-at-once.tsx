import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import { nameOf } from '../../people/name-of.ts';
import { Roll, RollRow } from '../../roll/roll.tsx';
import styles from './people.module.css';

interface ManyAtOnceProps {
  readonly agents: readonly AgentAnswer[];
  /** Nobody is chosen any more. */
  readonly done: () => void;
}

type Deed = 'deactivate' | 'reactivate';

interface Outcome {
  readonly agent: AgentAnswer;
  /** Absent where it was done. */
  readonly error?: Error;
}

const deeds: Readonly<Record<Deed, { readonly button: string; readonly answer: string }>> = {
  deactivate: { button: 'Deactivate', answer: 'Deactivated' },
  reactivate: { button: 'Reactivate', answer: 'Active' },
};

/** Does one thing to all who are chosen, one after the other, and tells what came of each. */
export function ManyAtOnce({ agents, done }: ManyAtOnceProps) {
  const queries = useQueryClient();
  const [running, setRunning] = useState<{ readonly deed: Deed; readonly total: number }>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const run = async (deed: Deed) => {
    setRunning({ deed, total: agents.length });
    setOutcomes([]);
    for (const agent of agents) {
      const error = await ask(`agents/${agent.id}/${deed}`, { method: 'POST', body: {} }).then(
        () => undefined,
        (reason: Error) => reason,
      );
      setOutcomes((before) => [...before, { agent, error }]);
    }
    await queries.invalidateQueries({ queryKey: ['agents'] });
  };
  const close = () => {
    setRunning(undefined);
    done();
  };
  if (running !== undefined) {
    const failed = outcomes.filter(({ error }) => error !== undefined).length;
    return (
      <section className={styles.many} aria-label="Many at once">
        <p role="status">
          {outcomes.length} of {running.total} done{failed > 0 && `, ${failed} refused`}.
        </p>
        <progress max={running.total} value={outcomes.length} aria-label="How far it is" />
        <Roll label="What came of each">
          {outcomes.map(({ agent, error }) => (
            <RollRow
              key={agent.id}
              name={nameOf(agent)}
              state={error ? 'absent' : 'present'}
              answer={error ? 'Refused' : deeds[running.deed].answer}
            >
              {error?.message}
            </RollRow>
          ))}
        </Roll>
        {outcomes.length === running.total && (
          <Button size="xs" variant="default" onClick={close}>
            Close
          </Button>
        )}
      </section>
    );
  }
  if (agents.length === 0) return null;
  return (
    <section className={styles.many} aria-label="Many at once">
      <p role="status">{agents.length} chosen</p>
      {(Object.keys(deeds) as Deed[]).map((deed) => (
        <Button key={deed} size="xs" variant="default" onClick={() => void run(deed)}>
          {deeds[deed].button}
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={done}>
        Choose nobody
      </Button>
    </section>
  );
}
