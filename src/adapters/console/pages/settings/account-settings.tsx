import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AccountAnswer } from '../../../koa-admin/answers/account-answer.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { Card } from '../../card/card.tsx';
import { Copyable } from '../../copy/copyable.tsx';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Fact } from '../../roll/roll.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import { ConfigurationExport } from './configuration-export.tsx';
import styles from './settings.module.css';
import { account } from './settings-queries.ts';

/** What holds for the whole account. */
export const AccountSettings = () => (
  <Answered query={useQuery(account)}>
    {(answer) => (
      <div className={styles.part}>
        <Card title="The account">
          <Facts answer={answer} />
          <Renaming key={answer.name} name={answer.name} />
        </Card>
        <Card title="What directories may">
          <Switch
            label="Push and import groups"
            isOn={answer.groupsOverScim}
            path="account/groups-over-scim"
            bodyOf={(on) => ({ on })}
          >
            While it is off, Okta’s <em>Push Groups</em> is refused, and groups are made here.
          </Switch>
          <Switch
            label="Send custom attributes that nobody declared"
            isOn={answer.acceptsUndeclared}
            path="account/undeclared-attributes"
            bodyOf={(accepted) => ({ accepted })}
          >
            While it is off, a push that has an attribute which is not declared under <em>Attributes</em> is
            refused.
          </Switch>
        </Card>
        <ConfigurationExport />
      </div>
    )}
  </Answered>
);

const Facts = ({ answer: { id, ssoIssuers, createdAt, closedAt } }: { readonly answer: AccountAnswer }) => (
  <dl className={styles.facts}>
    <Fact name="Id">
      <Copyable name="the account’s id" value={id} />
    </Fact>
    <Fact name="Single Sign-On by">{ssoIssuers.length === 0 ? 'nobody yet' : ssoIssuers.join(', ')}</Fact>
    <Fact name="Opened">
      <Moment at={createdAt} />
    </Fact>
    {closedAt && (
      <Fact name="Closed">
        <Moment at={closedAt} />
      </Fact>
    )}
  </dl>
);

function Renaming({ name: current }: { readonly name: string }) {
  const mayWrite = useMayDo()('account:write');
  const queries = useQueryClient();
  const [name, setName] = useState(current);
  const rename = useMutation({
    mutationFn: () => ask<AccountAnswer>('account/name', { method: 'PUT', body: { name: name.trim() } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!mayWrite) return null;
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <Field label="Name" hint="As everybody here reads it.">
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      {rename.error && <Failure error={rename.error} />}
      <Button
        type="submit"
        size="xs"
        disabled={name.trim() === '' || name.trim() === current}
        loading={rename.isPending}
      >
        Rename
      </Button>
    </form>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly path: string;
  readonly bodyOf: (isOn: boolean) => object;
  /** What follows from it. */
  readonly children: ReactNode;
}

function Switch({ label, isOn, path, bodyOf, children }: SwitchProps) {
  const mayWrite = useMayDo()('account:write');
  const queries = useQueryClient();
  // What was asked for stands at once, and goes back where it is refused.
  const [asked, setAsked] = useState<boolean>();
  const change = useMutation({
    mutationFn: (on: boolean) => ask<AccountAnswer>(path, { method: 'PUT', body: bodyOf(on) }),
    onSuccess: (answer) => queries.setQueryData(account.queryKey, answer),
    onSettled: () => setAsked(undefined),
  });
  return (
    <div className={styles.switch}>
      <label>
        <input
          type="checkbox"
          checked={asked ?? isOn}
          disabled={!mayWrite}
          onChange={({ target }) => {
            setAsked(target.checked);
            change.mutate(target.checked);
          }}
        />
        {label}
      </label>
      <p className={styles.remark}>{children}</p>
      {change.error && <Failure error={change.error} />}
    </div>
  );
}
