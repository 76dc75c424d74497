import { queryOptions, useQuery } from '@tanstack/react-query';
import type { OverviewAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { ask } from '../../api/ask.ts';
import { Columns } from '../../card/columns.tsx';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { AgentsByStatus } from './agents-by-status.tsx';
import { Attention } from './attention.tsx';
import { Lamp } from './lamp.tsx';
import styles from './overview.module.css';
import { PartsRoll } from './parts-roll.tsx';
import { PushesOfADay } from './pushes-of-a-day.tsx';
import { Rail } from './rail.tsx';

const overview = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => ask<OverviewAnswer>('overview', { signal }),
});

/** Is it working? */
export function Overview() {
  const query = useQuery(overview);
  return (
    <>
      <PageHead title="Overview" question="Is it working?">
        <LiveSwitch />
      </PageHead>
      <Answered query={query} rows={8}>
        {({ parts, agents, pushes, lastEventAt }) => (
          <div className={styles.page}>
            {parts.length > 0 && (
              <>
                <Lamp parts={parts} lastEventAt={lastEventAt} />
                <Rail parts={parts} lastEventAt={lastEventAt} />
              </>
            )}
            <Columns
              aside={
                <>
                  <AgentsByStatus agents={agents} />
                  {pushes && <PushesOfADay pushes={pushes} />}
                </>
              }
            >
              <Attention parts={parts} />
              <PartsRoll parts={parts} />
            </Columns>
          </div>
        )}
      </Answered>
    </>
  );
}
