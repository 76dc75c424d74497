import { useMayDo } from '../../api/caller.ts';
import styles from './activity.module.css';
import type { ActivityFilter, ActivitySearch } from './activity-search.ts';

interface ActivityFilterFormProps {
  readonly showsRequests: boolean;
  readonly filter: ActivityFilter;
  readonly change: (changed: Omit<ActivitySearch, 'open'>) => void;
}

const filterNames: Readonly<Record<Exclude<keyof ActivityFilter, 'refused'>, string>> = {
  targetId: 'About',
  targetName: 'About',
  requestId: 'Request',
  signIn: 'Sign-in',
  principalName: 'By',
};

/** How pages of refused sign-ins name them: `brave-otter-42137`. */
const words = /^[a-z]+-[a-z]+-\d+$/i;

/** Which log is shown, and what of it. */
export function ActivityFilterForm({ showsRequests, filter, change }: ActivityFilterFormProps) {
  const mayReadRequests = useMayDo()('requests:read');
  const said = (Object.keys(filterNames) as (keyof typeof filterNames)[]).filter((name) => filter[name]);
  const find = (form: FormData) => {
    const text = String(form.get('named')).trim();
    if (text === '') return;
    const isSignIn = words.test(text);
    change({ signIn: isSignIn ? text.toLowerCase() : undefined, requestId: isSignIn ? undefined : text });
  };
  return (
    <div className={styles.filter}>
      {mayReadRequests && (
        <fieldset>
          <legend>Log</legend>
          <Choice isChosen={!showsRequests} choose={() => change({ log: undefined })}>
            Audit log
          </Choice>
          <Choice
            isChosen={showsRequests}
            // The request log finds a principal by its id alone.
            choose={() => change({ log: 'requests', principalName: undefined })}
          >
            Requests
          </Choice>
        </fieldset>
      )}
      <fieldset>
        <legend>Which</legend>
        <Choice isChosen={!filter.refused} choose={() => change({ refused: undefined })}>
          Everything
        </Choice>
        <Choice isChosen={filter.refused === true} choose={() => change({ refused: true })}>
          {showsRequests ? 'Failed' : 'Refused'}
        </Choice>
      </fieldset>
      <form className={styles.named} action={find}>
        <input
          name="named"
          aria-label="Words of a sign-in page, or request id"
          placeholder="brave-otter-42137, or a request id"
          autoComplete="off"
          maxLength={128}
        />
      </form>
      {said.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.chip}
          title="Take this filter away"
          onClick={() => change({ [name]: undefined })}
        >
          {filterNames[name]} <code>{filter[name]}</code> <span aria-hidden="true">×</span>
        </button>
      ))}
    </div>
  );
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly choose: () => void;
  readonly children: string;
}

const Choice = ({ isChosen, choose, children }: ChoiceProps) => (
  <button type="button" aria-pressed={isChosen} onClick={choose}>
    {children}
  </button>
);
