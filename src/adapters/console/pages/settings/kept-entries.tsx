import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './settings.module.css';
import { useAccountChange } from './use-account-change.ts';

const yearDays = 365;

interface KeptEntriesProps {
  /** After how many days entries leave the database; absent where they stay. */
  readonly days?: number;
  readonly archivedBefore?: string;
}

/** How long entries of the audit log stay in the database. */
export function KeptEntries({ days, archivedBefore }: KeptEntriesProps) {
  const mayKeep = useMayDo()('auditLog:keep');
  const [asked, setAsked] = useState(String(days ?? yearDays));
  const keep = useAccountChange('audit-log');
  return (
    <Card title="The audit log">
      <p className={styles.remark}>
        {days === undefined
          ? 'All of its entries stay in the database.'
          : `Entries older than ${days} days leave the database for the archive of whoever runs the service. They stay where there is no archive.`}{' '}
        {archivedBefore !== undefined && (
          <>
            Those from before <Moment at={archivedBefore} /> are in the archive.
          </>
        )}
      </p>
      {mayKeep && (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            keep.mutate({ days: Number(asked) });
          }}
        >
          <Field label="Days in the database" hint="30 at least. What was before cannot be asked about here.">
            {(control) => (
              <input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                value={asked}
                onChange={({ target }) => setAsked(target.value)}
              />
            )}
          </Field>
          {keep.error && <Failure error={keep.error} />}
          <div>
            <Button
              type="submit"
              size="xs"
              loading={keep.isPending}
              disabled={!/^\d+$/.test(asked) || Number(asked) === days}
            >
              Archive what is older
            </Button>{' '}
            {days !== undefined && (
              <Button size="xs" variant="default" onClick={() => keep.mutate({ days: null })}>
                Keep everything
              </Button>
            )}
          </div>
        </form>
      )}
    </Card>
  );
}
