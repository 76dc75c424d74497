import { Button } from '@mantine/core';
import { useState } from 'react';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { Failure } from '../../states/failure.tsx';
import { useIssueToken } from './connection-queries.ts';
import styles from './connections.module.css';
import { IssuedToken } from './issued-token.tsx';
import { scopeWords } from './token-words.ts';

const terms = [30, 90, 365, null] as const;
const termUsual = 1;

/** Makes a token: for whom, for what, how long, and from where it may come. */
export function TokenForm({ close }: { readonly close: () => void }) {
  const { mutate, isPending, data, error } = useIssueToken();
  const [name, setName] = useState('');
  const [term, setTerm] = useState<number>(termUsual);
  const [scopes, setScopes] = useState<readonly string[]>(['scim']);
  const [networks, setNetworks] = useState('');
  if (data !== undefined)
    return (
      <div className={styles.adding}>
        <IssuedToken issued={data} />
        <Button size="xs" variant="default" onClick={close}>
          I have copied it
        </Button>
      </div>
    );
  const addresses = networks.split(/[\s,]+/).filter((one) => one !== '');
  return (
    <form
      className={`${forms.form} ${styles.adding}`}
      onSubmit={(event) => {
        event.preventDefault();
        mutate({
          name,
          scopes,
          expiresInDays: terms[term],
          addresses: addresses.length > 0 ? addresses : undefined,
        });
      }}
    >
      <Field label="Name" hint="Who or what will hold it, such as Okta.">
        {(control) => (
          <input {...control} required value={name} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <fieldset className={forms.choices}>
        <legend>What it is for</legend>
        {Object.entries(scopeWords).map(([scope, words]) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={({ target }) =>
                setScopes(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
            <span>
              {words} <small>{scope}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label="Ends">
        {(control) => (
          <select {...control} value={term} onChange={({ target }) => setTerm(Number(target.value))}>
            {terms.map((days, index) => (
              <option key={days} value={index}>
                {days === null ? 'Never' : `After ${days} days`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="Networks"
        hint="Addresses such as 203.0.113.0/24 from which alone it can be used. Empty: from everywhere."
      >
        {(control) => (
          <input {...control} value={networks} onChange={({ target }) => setNetworks(target.value)} />
        )}
      </Field>
      {error && <Failure error={error} />}
      <div className={forms.buttons}>
        <Button type="submit" loading={isPending} disabled={scopes.length === 0}>
          Make the token
        </Button>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
