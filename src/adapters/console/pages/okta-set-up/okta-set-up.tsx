import { queryOptions, useQuery } from '@tanstack/react-query';
import type { OktaSetUpAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import { ask } from '../../api/ask.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { useLive } from '../../live/live-updates.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { isOpen } from './check-words.ts';
import styles from './okta-set-up.module.css';
import { Step } from './step.tsx';
import { Summary } from './summary.tsx';

/** Tests and looks are no events of the account, hence it is asked for: often as long as something is waited for. */
const waitingMilliseconds = 500;
const calmMilliseconds = 5000;

const oktaSetUp = queryOptions({
  queryKey: ['okta-set-up'],
  queryFn: ({ signal }) => ask<OktaSetUpAnswer>('set-up/okta', { signal }),
});

/** What do I type where? */
export const OktaSetUp = () => (
  <>
    <PageHead title="Okta set-up" question="What do I type where?">
      <LiveSwitch />
    </PageHead>
    <Permitted anyOf={['requests:read']}>
      <Steps />
    </Permitted>
  </>
);

function Steps() {
  const isPaused = useLive().liveness === 'paused';
  const query = useQuery({
    ...oktaSetUp,
    refetchInterval: ({ state: { data } }) =>
      isPaused ? false : data && isUnderWay(data) ? waitingMilliseconds : calmMilliseconds,
  });
  return (
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
  );
}

const isUnderWay = ({ applicationKind, steps }: OktaSetUpAnswer): boolean =>
  applicationKind === undefined || steps.some(({ checks }) => checks.some(isOpen));
