import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Failure } from '../../states/failure.tsx';
import { useSaveConnection, useTestConnection } from './connection-queries.ts';
import { TestOutcome } from './test-outcome.tsx';

interface OidcFormProps {
  /** The one that is changed; absent for one that is to be added. */
  readonly connection?: ConnectionAnswer;
  readonly close: () => void;
}

/** Connects an identity provider by OpenID Connect. What it says of itself is shown before anything is saved. */
export function OidcForm({ connection, close }: OidcFormProps) {
  // What somebody else stores meanwhile is not written over unseen.
  const [seen] = useState(connection);
  const { name = 'Okta', issuer = '', clientId = '' } = seen ?? {};
  const [given, setGiven] = useState({ name, issuer, clientId, clientSecret: '' });
  const test = useTestConnection();
  const trial = useTestConnection();
  const save = useSaveConnection(seen, close);
  const isKept = seen !== undefined && given.issuer.trim() === issuer;
  const isReady = isKept || test.data !== undefined;
  const keepsSecret = isKept && seen.secret !== 'unreadable';
  const text = (property: keyof typeof given) => ({
    required: true,
    value: given[property],
    change: (value: string) => {
      if (property === 'issuer') test.reset();
      if (property !== 'name') trial.reset();
      setGiven({ ...given, [property]: value });
    },
  });
  const client = { clientId: given.clientId, clientSecret: given.clientSecret || undefined };
  const settings = { ...client, name: given.name, issuer: isKept ? undefined : given.issuer };
  return (
    <Form
      isPanel
      label={seen ? `Change ${seen.name}` : 'OpenID Connect'}
      action={isReady ? 'Save the connection' : 'Ask the provider'}
      change={{
        isPending: test.isPending || save.isPending,
        error: save.error,
        mutate: () => (isReady ? save.mutate(settings) : test.mutate({ issuer: given.issuer.trim() })),
      }}
      before={
        isReady && (
          <Button
            size="xs"
            variant="default"
            loading={trial.isPending}
            onClick={({ currentTarget: { form } }) => {
              if (form?.reportValidity())
                trial.mutate({ ...client, id: seen?.id, issuer: given.issuer.trim() });
            }}
          >
            Test
          </Button>
        )
      }
      cancel={close}
    >
      <TextField
        label="Issuer"
        hint="The address of your Okta itself, without /oauth2/default."
        type="url"
        autoFocus
        placeholder="https://acme.okta.com"
        {...text('issuer')}
      />
      {test.error && <Failure error={test.error} />}
      {test.data && !trial.data && <TestOutcome provider={test.data} />}
      {isReady && (
        <>
          <TextField label="Client ID" {...text('clientId')} />
          <TextField
            label="Client secret"
            hint={
              keepsSecret
                ? 'Empty keeps the one that is stored. It is encrypted, and never shown.'
                : 'It is encrypted, and never shown again.'
            }
            type="password"
            {...text('clientSecret')}
            required={!keepsSecret}
          />
          <TextField label="Name" hint="By which people tell it from others." {...text('name')} />
          {trial.error && <Failure error={trial.error} />}
          {trial.data && <TestOutcome provider={trial.data} />}
        </>
      )}
    </Form>
  );
}
