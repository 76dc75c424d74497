import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { Form } from '../../forms/form.tsx';
import { Moment } from '../../times/moment.tsx';
import { useNow } from '../../times/use-now.ts';
import styles from './settings.module.css';
import { useAccountChange } from './use-account-change.ts';

const hourMilliseconds = 3_600_000;
// A week is the most: an hour less of it, since the clock here may be ahead of the server's.
const durations = [
  ['1', 'an hour'],
  ['24', 'a day'],
  ['167', 'a week'],
] as const;

/** Whether the request log keeps what is sent and answered, and until when. */
export function KeptBodies({ until }: { readonly until?: string }) {
  const mayWrite = useMayDo()('account:write');
  const now = useNow(1000);
  const [hours, setHours] = useState<(typeof durations)[number][0]>('24');
  const keep = useAccountChange('request-bodies');
  const isKept = until !== undefined && Date.parse(until) > now;
  return (
    <Card
      title="Bodies of requests"
      action={
        mayWrite &&
        isKept && (
          <Button size="xs" variant="default" onClick={() => keep.mutate({ until: null })}>
            Keep none any more
          </Button>
        )
      }
    >
      <p className={styles.remark}>
        {isKept ? (
          <>
            The request log keeps what is sent and answered, and stops <Moment at={until} />.
          </>
        ) : (
          'The request log does not keep what is sent and answered.'
        )}{' '}
        Passwords, secrets and confidential attributes are never kept. Keep them for a while to see an example
        of what the directory sends. What was kept is deleted after a week.
      </p>
      {mayWrite && (
        <Form
          action="Keep them"
          change={{ ...keep, mutate: () => keep.mutate({ until: afterHours(Number(hours)) }) }}
        >
          <ChoiceField label="Keep bodies for" value={hours} choices={durations} change={setHours} />
        </Form>
      )}
    </Card>
  );
}

const afterHours = (hours: number): string => new Date(Date.now() + hours * hourMilliseconds).toISOString();
