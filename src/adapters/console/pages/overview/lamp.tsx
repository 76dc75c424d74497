import { Link } from '@tanstack/react-router';
import type { PartAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { Moment } from '../../times/moment.tsx';
import { type Condition, partNames, shown, worstOf } from './conditions.ts';
import styles from './overview.module.css';

interface LampProps {
  readonly parts: readonly PartAnswer[];
  readonly lastEventAt?: string;
}

const statements: Readonly<Record<Condition, string>> = {
  failing: 'Not everything answers.',
  attention: 'All present, and something needs you.',
  waiting: 'Waiting for Okta.',
  unused: 'Nothing is set up.',
  working: 'All present.',
};

/** The whole in one sentence, and which part it is about. */
export function Lamp({ parts, lastEventAt }: LampProps) {
  const mayDo = useMayDo();
  const worst = worstOf(parts);
  const concerned = parts.filter(({ condition }) => condition === worst).map(({ name }) => partNames[name]);
  return (
    <section className={styles.lamp} data-state={shown[worst].state} aria-label="How it is">
      <StateMark state={shown[worst].state} />
      <div>
        <p className={styles.statement}>{statements[worst]}</p>
        <p className={styles.concerned}>
          {shown[worst].word}: {new Intl.ListFormat('en').format(concerned)}.{' '}
          {lastEventAt && (
            <>
              The last event was <Moment at={lastEventAt} />.
            </>
          )}{' '}
          {worst === 'waiting' && mayDo('requests:read') && <Link to="/okta-set-up">Set Okta up</Link>}
        </p>
      </div>
    </section>
  );
}
