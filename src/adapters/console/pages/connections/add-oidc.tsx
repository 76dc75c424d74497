import { Button } from '@mantine/core';
import { useState } from 'react';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { useAddConnection, useTestConnection } from './connection-queries.ts';
import { ProviderPreview } from './provider-preview.tsx';

/** Connects an identity provider by OpenID Connect. What it says of itself is shown before anything is saved. */
export function AddOidc({ close }: { readonly close: () => void }) {
  const [given, setGiven] = useState({ name: 'Okta', issuer: '', clientId: '', clientSecret: '' });
  const test = useTestConnection();
  const add = useAddConnection();
  const text = (property: keyof typeof given) => ({
    required: true,
    spellCheck: false,
    value: given[property],
    onChange: ({ target }: { readonly target: HTMLInputElement }) => {
      if (property === 'issuer') test.reset();
      setGiven({ ...given, [property]: target.value });
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (test.data === undefined) test.mutate({ issuer: given.issuer.trim() });
        else add.mutate(given, { onSuccess: close });
      }}
    >
      <Field label="Issuer" hint="The address of your Okta itself, without /oauth2/default.">
        {(control) => (
          <input {...control} {...text('issuer')} type="url" placeholder="https://acme.okta.com" />
        )}
      </Field>
      {test.error && <Failure error={test.error} />}
      {test.data && (
        <>
          <ProviderPreview provider={test.data} />
          <Field label="Client ID">{(control) => <input {...control} {...text('clientId')} />}</Field>
          <Field label="Client secret" hint="It is encrypted, and never shown again.">
            {(control) => <input {...control} {...text('clientSecret')} type="password" autoComplete="off" />}
          </Field>
          <Field label="Name" hint="By which people tell it from others.">
            {(control) => <input {...control} {...text('name')} />}
          </Field>
        </>
      )}
      {add.error && <Failure error={add.error} />}
      <div className={forms.buttons}>
        <Button type="submit" loading={test.isPending || add.isPending}>
          {test.data ? 'Save the connection' : 'Ask the provider'}
        </Button>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
