import { useState } from 'react';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Failure } from '../../states/failure.tsx';
import { useAddConnection, useTestConnection } from './connection-queries.ts';
import { TestOutcome } from './test-outcome.tsx';

/** Connects an identity provider by OpenID Connect. What it says of itself is shown before anything is saved. */
export function AddOidc({ close }: { readonly close: () => void }) {
  const [given, setGiven] = useState({ name: 'Okta', issuer: '', clientId: '', clientSecret: '' });
  const test = useTestConnection();
  const add = useAddConnection(close);
  const text = (property: keyof typeof given) => ({
    required: true,
    value: given[property],
    change: (value: string) => {
      if (property === 'issuer') test.reset();
      setGiven({ ...given, [property]: value });
    },
  });
  return (
    <Form
      isPanel
      label="OpenID Connect"
      action={test.data ? 'Save the connection' : 'Ask the provider'}
      change={{
        isPending: test.isPending || add.isPending,
        error: add.error,
        mutate: () => (test.data ? add.mutate(given) : test.mutate({ issuer: given.issuer.trim() })),
      }}
      cancel={close}
    >
      <TextField
        label="Issuer"
        hint="The address of your Okta itself, without /oauth2/default."
        type="url"
        placeholder="https://acme.okta.com"
        {...text('issuer')}
      />
      {test.error && <Failure error={test.error} />}
      {test.data && (
        <>
          <TestOutcome provider={test.data} />
          <TextField label="Client ID" {...text('clientId')} />
          <TextField
            label="Client secret"
            hint="It is encrypted, and never shown again."
            type="password"
            {...text('clientSecret')}
          />
          <TextField label="Name" hint="By which people tell it from others." {...text('name')} />
        </>
      )}
    </Form>
  );
}
