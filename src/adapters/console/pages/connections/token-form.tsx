import { Button } from '@mantine/core';
import { useState } from 'react';
import { Check } from '../../forms/check.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import forms from '../../forms/form.module.css';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { useIssueToken } from './connection-queries.ts';
import styles from './connections.module.css';
import { IssuedToken } from './issued-token.tsx';
import { scopeWords } from './token-words.ts';

/** In days; none for a token that does not end. */
const terms = [
  ['30', 'After 30 days'],
  ['90', 'After 90 days'],
  ['365', 'After 365 days'],
  ['', 'Never'],
] as const;

/** Makes a token: for whom, for what, how long, and from where it may come. */
export function TokenForm({ close }: { readonly close: () => void }) {
  const issue = useIssueToken();
  const [name, setName] = useState('');
  const [term, setTerm] = useState<(typeof terms)[number][0]>('90');
  const [scopes, setScopes] = useState<readonly string[]>(['scim']);
  const [networks, setNetworks] = useState('');
  if (issue.data !== undefined)
    return (
      <form className={styles.made} action={close}>
        <IssuedToken issued={issue.data} />
        <Button type="submit" size="xs" variant="default">
          I have copied it
        </Button>
      </form>
    );
  const addresses = networks.split(/[\s,]+/).filter((one) => one !== '');
  return (
    <Form
      isPanel
      label="New token"
      action="Make the token"
      isReady={scopes.length > 0}
      change={{
        ...issue,
        mutate: () =>
          issue.mutate({
            ...{ name, scopes },
            expiresInDays: term === '' ? null : Number(term),
            addresses: addresses.length > 0 ? addresses : undefined,
          }),
      }}
      cancel={close}
    >
      <TextField
        label="Name"
        hint="Who or what will hold it, such as Okta."
        required
        autoFocus
        value={name}
        change={setName}
      />
      <fieldset className={forms.choices}>
        <legend>What it is for</legend>
        {Object.entries(scopeWords).map(([scope, words]) => (
          <Check
            key={scope}
            isOn={scopes.includes(scope)}
            change={(isOn) => setScopes(isOn ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
          >
            {words} <small>{scope}</small>
          </Check>
        ))}
      </fieldset>
      <ChoiceField label="Ends" value={term} choices={terms} change={setTerm} />
      <TextField
        label="Networks"
        hint="Addresses such as 203.0.113.0/24 from which alone it can be used. Empty: from everywhere."
        value={networks}
        change={setNetworks}
      />
    </Form>
  );
}
