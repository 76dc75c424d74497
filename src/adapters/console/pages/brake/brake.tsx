import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Permitted } from '../../states/permitted.tsx';
import styles from './brake.module.css';
import { brake } from './brake-queries.ts';
import { BrakeSettings } from './brake-settings.tsx';
import { Return } from './return.tsx';
import { Wave } from './wave.tsx';

/** Did Okta mean to deactivate so many? */
export const Brake = () => (
  <>
    <PageHead title="Brake" question="Did Okta mean to deactivate so many?">
      <LiveSwitch />
    </PageHead>
    <Permitted anyOf={['agentJobs:read']}>
      <WaveAndSettings />
    </Permitted>
  </>
);

function WaveAndSettings() {
  const query = useQuery(brake);
  const { decision } = useSearch({ from: '/brake' });
  return (
    <Answered query={query} rows={6}>
      {(answer) => (
        <div className={styles.page}>
          {decision && (
            <Permitted anyOf={['agents:administer']}>
              <Return hasWave={answer.wave !== undefined} />
            </Permitted>
          )}
          {answer.wave ? (
            <Wave wave={answer.wave} />
          ) : (
            <p className={styles.remark}>
              Nothing waits for a decision: Okta has not deactivated many at once.
            </p>
          )}
          <BrakeSettings brake={answer} />
        </div>
      )}
    </Answered>
  );
}
