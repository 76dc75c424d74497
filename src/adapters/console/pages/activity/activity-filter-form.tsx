import { useMayDo } from '../../api/caller.ts';
import { Segments } from '../../forms/segments.tsx';
import styles from './activity.module.css';
import type { ActivityFilter, ActivitySearch } from './activity-search.ts';

interface ActivityFilterFormProps {
  readonly showsRequests: boolean;
  readonly filter: ActivityFilter;
  readonly change: (changed: Omit<ActivitySearch, 'open'>) => void;
}

/** Filters that are set elsewhere, and taken away here. */
const chips: readonly { readonly name: string; readonly keys: readonly (keyof ActivityFilter)[] }[] = [
  { name: 'About', keys: ['targetName', 'targetId'] },
  { name: 'Request', keys: ['requestId'] },
  { name: 'Sign-in', keys: ['signIn'] },
  { name: 'By', keys: ['principalName', 'principalId'] },
];

/** How pages of refused sign-ins name them: `brave-otter-42137`. */
const words = /^[a-z]+-[a-z]+-\d+$/i;

/** Which log is shown, and what of it. */
export function ActivityFilterForm({ showsRequests, filter, change }: ActivityFilterFormProps) {
  const mayReadRequests = useMayDo()('requests:read');
  const find = (form: FormData) => {
    const text = String(form.get('named')).trim();
    if (text === '') return;
    const isSignIn = words.test(text);
    change({ signIn: isSignIn ? text.toLowerCase() : undefined, requestId: isSignIn ? undefined : text });
  };
  return (
    <div className={styles.filter}>
      {mayReadRequests && (
        <Segments
          legend="Log"
          chosen={showsRequests}
          segments={[
            { value: false, name: 'Audit log' },
            { value: true, name: 'Requests' },
          ]}
          choose={(chosen) => change({ log: chosen ? 'requests' : undefined })}
        />
      )}
      <Segments
        legend="Which"
        chosen={filter.refused === true}
        segments={[
          { value: false, name: 'Everything' },
          { value: true, name: showsRequests ? 'Failed' : 'Refused' },
        ]}
        choose={(chosen) => change({ refused: chosen || undefined })}
      />
      <form className={styles.named} action={find}>
        <input
          name="named"
          aria-label="Words of a sign-in page, or request id"
          placeholder="brave-otter-42137, or a request id"
          autoComplete="off"
          maxLength={128}
        />
      </form>
      {chips.map(({ name, keys }) => {
        const said = keys.flatMap((key) => filter[key] ?? []);
        if (said.length === 0) return null;
        return (
          <button
            key={name}
            type="button"
            className={styles.chip}
            title="Take this filter away"
            onClick={() => change(Object.fromEntries(keys.map((key) => [key, undefined])))}
          >
            {name} <code>{said[0]}</code> <span aria-hidden="true">×</span>
          </button>
        );
      })}
    </div>
  );
}
