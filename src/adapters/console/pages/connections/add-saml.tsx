import { useState } from 'react';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Failure } from '../../states/failure.tsx';
import { useAddConnection, useTestConnection } from './connection-queries.ts';
import { TestOutcome } from './test-outcome.tsx';

/** Connects an identity provider by its SAML metadata, which are read and shown before anything is saved. */
export function AddSaml({ close }: { readonly close?: () => void }) {
  const [name, setName] = useState('Okta');
  const [source, setSource] = useState('');
  const test = useTestConnection();
  const add = useAddConnection(close);
  const text = source.trim();
  // Metadata begin with a tag, and addresses do not.
  const reference = text.startsWith('<') ? { metadataXml: text } : { metadataUrl: text };
  const read = () => {
    add.reset();
    test.mutate(reference);
  };
  return (
    <Form
      isPanel={close !== undefined}
      label="SAML"
      action={test.data ? 'Save the connection' : 'Read the metadata'}
      isReady={text !== ''}
      change={{
        isPending: test.isPending || add.isPending,
        error: add.error,
        mutate: () => (test.data ? add.mutate({ name, ...reference }) : read()),
      }}
      cancel={close}
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
          <TestOutcome provider={test.data} />
          <TextField
            label="Name"
            hint="By which people tell it from others."
            required
            value={name}
            change={setName}
          />
        </>
      )}
    </Form>
  );
}
