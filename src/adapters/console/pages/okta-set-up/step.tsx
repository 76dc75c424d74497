import { Link } from '@tanstack/react-router';
import type { SetUpStepAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { Roll } from '../../roll/roll.tsx';
import { StateMark } from '../../roll/state-mark.tsx';
import { NewToken } from '../connections/new-token.tsx';
import { SamlForm } from '../connections/saml-form.tsx';
import { CheckRow } from './check-row.tsx';
import { rollStates, stateOf, stepWords } from './check-words.ts';
import styles from './okta-set-up.module.css';
import { Screen } from './screen.tsx';

interface StepProps {
  readonly step: SetUpStepAnswer;
  readonly number: number;
}

/** What is typed on some of Okta's screens, and what has come of it. */
export function Step({ step, number }: StepProps) {
  const { id, screens, checks } = step;
  const { title, about } = stepWords[id];
  const state = rollStates[stateOf(step)];
  const lastWordAt = title.lastIndexOf(' ') + 1;
  return (
    <li className={styles.step} data-state={state}>
      <header>
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        <div>
          <h2>
            {title.slice(0, lastWordAt)}
            <span className={styles.lastWord}>
              {title.slice(lastWordAt)} <StateMark state={state} />
            </span>
          </h2>
          <p>{about}</p>
        </div>
      </header>
      <div className={styles.body}>
        <div className={styles.screens}>
          {screens.map((screen) => (
            <Screen key={screen.menu} screen={screen} />
          ))}
        </div>
        <div className={styles.happened}>
          <Roll label={`What has happened: ${title}`}>
            {checks.map((check) => (
              <CheckRow key={`${check.id} ${check.name}`} check={check} />
            ))}
          </Roll>
          {id === 'attributes' && checks.length === 0 && (
            <p>No attribute of your own has come yet. None has to.</p>
          )}
          {id === 'singleSignOn' && screens.length === 0 && (
            <p>
              People sign in by an application that has nothing to be typed here. To have them sign in to
              Rollcall itself, add a connection by SAML under <Link to="/connections">Connections</Link>: its
              addresses appear here.
            </p>
          )}
          <Doing step={step} />
        </div>
      </div>
    </li>
  );
}

/** What is done here, and not in Okta. */
function Doing({ step: { checks } }: { readonly step: SetUpStepAnswer }) {
  const mayDo = useMayDo();
  const lacks = (wanted: string) => checks.some(({ id, state }) => id === wanted && state !== 'done');
  if (lacks('connection'))
    return mayDo('sso:write') ? <SamlForm /> : <p>An owner of the account connects it, on this page.</p>;
  // Once it is made the token is shown here, until somebody leaves the page.
  if (checks.some(({ id }) => id === 'token') && mayDo('tokens:write'))
    return <NewToken name="Okta" isOffered={lacks('token')} />;
  return null;
}
