import { queryOptions, useQuery } from '@tanstack/react-query';
import type { OktaSetUpAnswer, SetUpStepAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import { ask } from '../../api/ask.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { useLive } from '../../live/live-updates.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { isOpen } from './check-words.ts';
import styles from './okta-set-up.module.css';
import { Step } from './step.tsx';
import { Summary } from './summary.tsx';

/** A test of the connector is no event of the account, hence it is asked for as long as something is waited for. */
const pollMilliseconds = 500;

const oktaSetUp = queryOptions({
  queryKey: ['okta-set-up'],
  queryFn: ({ signal }) => ask<OktaSetUpAnswer>('set-up/okta', { signal }),
});

/** What do I type where? */
export function OktaSetUp() {
  const isPaused = useLive().liveness === 'paused';
  const query = useQuery({
    ...oktaSetUp,
    refetchInterval: ({ state: { data } }) =>
      !isPaused && data?.steps.some(isUnderWay) ? pollMilliseconds : false,
  });
  return (
    <>
      <PageHead title="Okta set-up" question="What do I type where?">
        <LiveSwitch />
      </PageHead>
      <Answered query={query} rows={10}>
        {(setUp) => (
          <>
            <Summary setUp={setUp} />
            <ol className={styles.steps}>
              {setUp.steps.map((step, index) => (
                <Step key={step.id} step={step} number={index + 1} />
              ))}
            </ol>
          </>
        )}
      </Answered>
    </>
  );
}

const isUnderWay = ({ checks }: SetUpStepAnswer): boolean => checks.some(isOpen);
