import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AgentJobAnswer, AgentJobResultAnswer } from '../../../koa-admin/answers/agent-job-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { EndlessList } from '../../endless-list/endless-list.tsx';
import { decisionWords } from '../../people/decision-words.ts';
import { PersonLink } from '../../people/person-link.tsx';
import { RollLine } from '../../roll/roll.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { agentJobOf, cancelJob, isUnderWay, resultsOf } from './agent-jobs.ts';
import styles from './people.module.css';

interface JobProgressProps {
  readonly id: string;
  readonly close: () => void;
}

/** How far a job is, and what came of each. */
export const JobProgress = ({ id, close }: JobProgressProps) => (
  <section className={styles.job} aria-label="What is done to many">
    <Answered query={useQuery(agentJobOf(id))} rows={2}>
      {(job) => (
        <>
          <Progress job={job} close={close} />
          <Results job={job} />
        </>
      )}
    </Answered>
  </section>
);

function Progress({ job, close }: { readonly job: AgentJobAnswer; readonly close: () => void }) {
  const { id, action, agents, worked, refused, reason, createdAt } = job;
  const mayCancel = useMayDo()('agents:administer');
  const cancel = useChange(() => cancelJob(id));
  useRefreshedBy(worked);
  return (
    <>
      <header>
        <h2>
          {decisionWords[action].noun} of {agents.toLocaleString('en')}
        </h2>
        <p role="status">{progressText(job)}</p>
        {isUnderWay(job) ? (
          mayCancel && (
            <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              Stop
            </Button>
          )
        ) : (
          <Button size="xs" variant="default" onClick={close}>
            Close
          </Button>
        )}
      </header>
      <progress max={agents} value={worked} aria-label="How many have had their turn" />
      <p>
        Begun <Moment at={createdAt} />
        {reason && `: ${reason}`}.{refused > 0 && ' What is refused stays as it was.'}
      </p>
      {cancel.error && <Failure error={cancel.error} />}
    </>
  );
}

function progressText({ status, agents, worked, refused }: AgentJobAnswer): string {
  const some = `${worked.toLocaleString('en')} of ${agents.toLocaleString('en')} done`;
  const stopped = { underWay: '', done: '', cancelling: ', being stopped', cancelled: ', stopped' }[status];
  return `${some}${refused > 0 ? `, ${refused.toLocaleString('en')} refused` : ''}${stopped}.`;
}

/** The table shows what was done as it is done, also to whoever may not follow events. */
function useRefreshedBy(worked: number): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (worked > 0) void queries.invalidateQueries({ queryKey: ['agents'] });
  }, [queries, worked]);
}

function Results({ job }: { readonly job: AgentJobAnswer }) {
  const { action } = job;
  return (
    <div className={styles.results}>
      <Answered query={useQuery(resultsOf(job))} rows={3}>
        {(results) => (
          <EndlessList
            label="What came of each"
            items={results}
            row={({ id, outcome, message }) => (
              <RollLine
                name={<PersonLink id={id} />}
                state={states[outcome]}
                answer={outcome === 'done' ? decisionWords[action].done : outcomeWords[outcome]}
              >
                {message}
              </RollLine>
            )}
          />
        )}
      </Answered>
    </div>
  );
}

type Outcome = AgentJobResultAnswer['outcome'];

const states = { done: 'present', refused: 'absent', waiting: 'notCalled' } as const;
const outcomeWords: Readonly<Record<Exclude<Outcome, 'done'>, string>> = {
  refused: 'Refused',
  waiting: 'Waiting',
};
