import { Button } from '@mantine/core';
import { useState } from 'react';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { useAddConnection, useTestConnection } from './connection-queries.ts';
import { ProviderPreview } from './provider-preview.tsx';

/** Connects an identity provider by its SAML metadata, which are read and shown before anything is saved. */
export function AddSaml({ close }: { readonly close?: () => void }) {
  const [name, setName] = useState('Okta');
  const [source, setSource] = useState('');
  const test = useTestConnection();
  const add = useAddConnection();
  const text = source.trim();
  // Metadata begin with a tag, and addresses do not.
  const reference = text.startsWith('<') ? { metadataXml: text } : { metadataUrl: text };
  const read = () => {
    add.reset();
    test.mutate(reference);
  };
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (test.data === undefined) read();
        else add.mutate({ name, ...reference }, { onSuccess: close });
      }}
    >
      <Field
        label="Metadata"
        hint="The Metadata URL of the application in Okta, or the metadata themselves as XML."
      >
        {(control) => (
          <textarea
            {...control}
            required
            spellCheck={false}
            rows={3}
            placeholder="https://acme.okta.com/app/exk1fcia6d6EMsf331d8/sso/saml/metadata"
            value={source}
            onChange={({ target }) => {
              test.reset();
              setSource(target.value);
            }}
          />
        )}
      </Field>
      {test.error && <Failure error={test.error} />}
      {test.data && (
        <>
          <ProviderPreview provider={test.data} />
          <Field label="Name" hint="By which people tell it from others.">
            {(control) => (
              <input {...control} required value={name} onChange={({ target }) => setName(target.value)} />
            )}
          </Field>
        </>
      )}
      {add.error && <Failure error={add.error} />}
      <div className={forms.buttons}>
        <Button type="submit" loading={test.isPending || add.isPending} disabled={text === ''}>
          {test.data ? 'Save the connection' : 'Read the metadata'}
        </Button>
        {close && (
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
