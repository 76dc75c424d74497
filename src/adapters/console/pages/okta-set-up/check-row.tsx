import type { SetUpCheckAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import { RollRow } from '../../roll/roll.tsx';
import { Moment } from '../../times/moment.tsx';
import { MarkedWords } from '../../words/marked-words.tsx';
import { checkWords, rollStates } from './check-words.ts';
import styles from './okta-set-up.module.css';

/** What has come of one thing, by what really happened. */
export function CheckRow({
  check: { id, state, name, at, problem, next },
}: {
  readonly check: SetUpCheckAnswer;
}) {
  const words = checkWords[id];
  const isAttribute = id === 'attribute';
  return (
    <RollRow
      name={isAttribute ? <code>{name}</code> : words.name}
      state={rollStates[state]}
      answer={words.answers[state]}
    >
      {at && (
        <p>
          {!isAttribute && name && <strong>{name}</strong>} <Moment at={at} />
        </p>
      )}
      {next && (
        <p>
          <MarkedWords text={next} />
        </p>
      )}
      {problem && (
        <div className={styles.problem} data-state={rollStates[state]}>
          <p>{problem.message}</p>
          {problem.todo && (
            <p>
              <MarkedWords text={problem.todo} />
            </p>
          )}
        </div>
      )}
    </RollRow>
  );
}
