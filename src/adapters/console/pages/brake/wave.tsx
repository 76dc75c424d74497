import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { WaveAnswer } from '../../../koa-admin/answers/brake-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Card } from '../../card/card.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { opening } from '../opening.ts';
import { AgentsToBringBack } from './agents-to-bring-back.tsx';
import styles from './brake.module.css';
import { goOn } from './brake-queries.ts';

/** What Okta did to many at once, and what somebody here says to it. */
export function Wave({ wave }: { readonly wave: WaveAnswer }) {
  const { since, lastAt, agents, of, isStopped, job, broughtBack = 0, refused = 0 } = wave;
  const mayDecide = useMayDo()('agents:administer');
  const release = useChange(goOn);
  const navigate = useNavigate({ from: '/brake' });
  const ask = () => void navigate({ ...opening('bringBack'), search: { decision: 'bringBack' } });
  return (
    <Card title={isStopped ? 'Okta is stopped' : 'Many were deactivated'}>
      <div className={styles.wave}>
        <p>
          Okta took access away from {agents.toLocaleString('en')} of {of.toLocaleString('en')} agents, first{' '}
          <Moment at={since} />, last <Moment at={lastAt} />.{' '}
          {isStopped
            ? 'Nobody else is deactivated or removed until you decide. All else that Okta sends is done.'
            : 'Whatever else Okta sends is done.'}
        </p>
        <p className={styles.remark}>
          In Okta, <em>Applications → your application → Assignments</em>: is the group that assigns people
          still there, and has it its members?
        </p>
        {job && (
          <p aria-live="polite">
            Brought back so far: {broughtBack.toLocaleString('en')}
            {refused > 0 && `; refused: ${refused.toLocaleString('en')}`}.
          </p>
        )}
        {mayDecide && (
          <div className={styles.buttons}>
            <Button size="xs" variant="default" loading={release.isPending} onClick={() => release.mutate()}>
              It is meant: go on
            </Button>
            <Button size="xs" onClick={ask}>
              Bring them back…
            </Button>
            {job && (
              <Link to="/people" search={{ job }}>
                Those who have their turn now
              </Link>
            )}
          </div>
        )}
        {release.error && <Failure error={release.error} />}
        <AgentsToBringBack mayDecide={mayDecide} />
      </div>
    </Card>
  );
}
