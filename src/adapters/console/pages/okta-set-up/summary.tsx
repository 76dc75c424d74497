import type { OktaSetUpAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { checkWords, isOpen, rollStates } from './check-words.ts';
import styles from './okta-set-up.module.css';

const kinds = {
  wizard: 'Your application is one of Okta’s wizard: it changes people by PUT.',
  catalogue: 'Your application is one of Okta’s catalogue: it deactivates people by PATCH.',
} as const;

/** How far it is, in a sentence, and by which kind of application. */
export function Summary({ setUp: { steps, applicationKind } }: { readonly setUp: OktaSetUpAnswer }) {
  const checks = steps.flatMap((step) => step.checks);
  const current = checks.find(({ state }) => state === 'wrong') ?? checks.find(isOpen);
  const state = current?.state ?? 'done';
  // Attributes of their own are what nobody has to have.
  const counted = steps.filter((step) => step.checks.length > 0);
  const done = counted.filter((step) => !step.checks.some(isOpen)).length;
  return (
    <section className={styles.summary} data-state={rollStates[state]} aria-label="How far it is">
      <StateMark state={rollStates[state]} />
      <div>
        <p className={styles.statement} role="status">
          {current === undefined ? 'Okta is set up.' : statementOf(current)}
        </p>
        <p>
          {current?.problem?.message ?? `${done} of ${counted.length} steps are done.`}{' '}
          {applicationKind && kinds[applicationKind]}
        </p>
      </div>
    </section>
  );
}

const statementOf = ({ id, state }: OktaSetUpAnswer['steps'][number]['checks'][number]): string =>
  state === 'wrong' ? 'Something has to be mended.' : `${checkWords[id].answers[state]}.`;
