import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountAnswer } from '../../../koa-admin/answers/account-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { useNow } from '../../times/use-now.ts';
import styles from './settings.module.css';
import { account } from './settings-queries.ts';

const hourMilliseconds = 3_600_000;
// A week is the most: an hour less of it, since the clock here may be ahead of the server's.
const hoursOf = { 'an hour': 1, 'a day': 24, 'a week': 7 * 24 - 1 } as const;
type Duration = keyof typeof hoursOf;

/** Whether the request log keeps what is sent and answered, and until when. */
export function KeptBodies({ until }: { readonly until?: string }) {
  const mayWrite = useMayDo()('account:write');
  const now = useNow(1000);
  const queries = useQueryClient();
  const [duration, setDuration] = useState<Duration>('a day');
  const keep = useMutation({
    mutationFn: (end: string | null) =>
      ask<AccountAnswer>('account/request-bodies', { method: 'PUT', body: { until: end } }),
    onSuccess: (answer) => queries.setQueryData(account.queryKey, answer),
  });
  const isKept = until !== undefined && Date.parse(until) > now;
  return (
    <Card title="Bodies of requests">
      <p className={styles.remark}>
        {isKept ? (
          <>
            The request log keeps what is sent and answered, and stops <Moment at={until} />.
          </>
        ) : (
          'The request log keeps of no request what was sent and answered.'
        )}{' '}
        Passwords, secrets and confidential attributes are never kept. An example of what a directory sends is
        seen so.
      </p>
      {mayWrite && (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            const end = Date.now() + hoursOf[duration] * hourMilliseconds;
            keep.mutate(new Date(end).toISOString());
          }}
        >
          <Field label="Keep bodies for">
            {(control) => (
              <select
                {...control}
                value={duration}
                onChange={({ target }) => setDuration(target.value as Duration)}
              >
                {Object.keys(hoursOf).map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            )}
          </Field>
          {keep.error && <Failure error={keep.error} />}
          <div>
            <Button type="submit" size="xs" loading={keep.isPending}>
              Keep them
            </Button>{' '}
            {isKept && (
              <Button size="xs" variant="default" onClick={() => keep.mutate(null)}>
                Keep none any more
              </Button>
            )}
          </div>
        </form>
      )}
    </Card>
  );
}
