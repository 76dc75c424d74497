import { useState } from 'react';
import type { ConnectionAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Failure } from '../../states/failure.tsx';
import { useSaveConnection, useTestConnection } from './connection-queries.ts';
import { TestOutcome } from './test-outcome.tsx';

interface SamlFormProps {
  /** The one that is changed; absent for one that is to be added. */
  readonly connection?: ConnectionAnswer;
  readonly close?: () => void;
}

/** Connects an identity provider by its SAML metadata, which are read and shown before anything is saved. */
export function SamlForm({ connection, close }: SamlFormProps) {
  // What somebody else stores meanwhile is not written over unseen.
  const [seen] = useState(connection);
  const stored = seen?.metadataUrl ?? '';
  const [name, setName] = useState(seen?.name ?? 'Okta');
  const [source, setSource] = useState(stored);
  const test = useTestConnection();
  const save = useSaveConnection(seen, close);
  const text = source.trim();
  const isKept = seen !== undefined && text === stored;
  const isReady = isKept || test.data !== undefined;
  // Metadata begin with a tag, and addresses do not.
  const reference = text.startsWith('<') ? { metadataXml: text } : { metadataUrl: text };
  const read = () => {
    save.reset();
    test.mutate(reference);
  };
  return (
    <Form
      isPanel={close !== undefined}
      label={seen ? `Change ${seen.name}` : 'SAML'}
      action={isReady ? 'Save the connection' : 'Read the metadata'}
      isReady={isKept || text !== ''}
      change={{
        isPending: test.isPending || save.isPending,
        error: save.error,
        mutate: () => (isReady ? save.mutate({ name, ...(!isKept && reference) }) : read()),
      }}
      cancel={close}
    >
      <Field
        label="Metadata"
        hint={`The Metadata URL of the application in Okta, or the metadata themselves as XML.${
          seen && stored === '' ? ' Empty keeps those that are stored.' : ''
        }`}
      >
        {(control) => (
          <textarea
            {...control}
            required={!isKept}
            // biome-ignore lint/a11y/noAutofocus: where the form is opened, it stands above what was clicked, and the window follows.
            autoFocus={close !== undefined}
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
      {test.data && <TestOutcome provider={test.data} />}
      {isReady && (
        <TextField
          label="Name"
          hint="By which people tell it from others."
          required
          value={name}
          change={setName}
        />
      )}
    </Form>
  );
}
