import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { Segments } from '../../forms/segments.tsx';
import { SearchForm } from '../../search-form/search-form.tsx';
import styles from './activity.module.css';
import { ActivityChips } from './activity-chips.tsx';
import { ActivityFields } from './activity-fields.tsx';
import { type ActivityFilter, type ActivitySearch, signInWords } from './activity-search.ts';

interface ActivityFilterFormProps {
  readonly showsRequests: boolean;
  readonly filter: ActivityFilter;
  readonly change: (changed: Omit<ActivitySearch, 'open'>) => void;
}

/** Which log is shown, and what of it. */
export function ActivityFilterForm({ showsRequests, filter, change }: ActivityFilterFormProps) {
  const mayReadRequests = useMayDo()('requests:read');
  const [hasFields, setHasFields] = useState(false);
  const find = (form: FormData) => {
    const text = String(form.get('named')).trim();
    if (text === '') return;
    const isSignIn = signInWords.test(text);
    change({ signIn: isSignIn ? text.toLowerCase() : undefined, requestId: isSignIn ? undefined : text });
  };
  return (
    <>
      <SearchForm>
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
            placeholder="Sign-in words, or a request id"
            autoComplete="off"
            maxLength={128}
          />
        </form>
        <button type="button" aria-expanded={hasFields} onClick={() => setHasFields(!hasFields)}>
          <IconFilter size={15} aria-hidden="true" /> Filter
        </button>
      </SearchForm>
      {hasFields && <ActivityFields showsRequests={showsRequests} filter={filter} change={change} />}
      <div className={styles.chips}>
        <ActivityChips filter={filter} change={change} />
      </div>
    </>
  );
}
