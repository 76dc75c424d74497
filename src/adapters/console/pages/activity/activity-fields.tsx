import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { AttributeList } from '../../rule-editor/attribute-list.tsx';
import { useRuleAttributes } from '../../rule-editor/rule-attributes.ts';
import { useTyped } from '../../typing/use-typed.ts';
import { tokens } from '../connections/connection-queries.ts';
import styles from './activity.module.css';
import { type ActivityFilter, type PrincipalKind, principalWords } from './activity-search.ts';
import { refusalWord, refusalWords } from './refusal-words.ts';

interface ActivityFieldsProps {
  readonly showsRequests: boolean;
  readonly filter: ActivityFilter;
  readonly change: (changed: ActivityFilter) => void;
}

/** When, about whom, by whom, what of them, and why not; what the request log does not know is asked of the audit log alone. */
export function ActivityFields({ showsRequests, filter, change }: ActivityFieldsProps) {
  const { from, until } = filter;
  return (
    <div className={styles.fields}>
      <Typed
        label="First day"
        hint="Days are those of UTC."
        type="date"
        max={until}
        value={from}
        settle={(day) => change({ from: day })}
      />
      <Typed label="Last day" type="date" min={from} value={until} settle={(day) => change({ until: day })} />
      <PersonPicker
        label="About whom"
        hint={!showsRequests && 'Groups that somebody joined or left, and sessions, are found as well.'}
        pick={({ id }) => change({ involving: id, targetName: undefined })}
      />
      <DoneBy showsRequests={showsRequests} filter={filter} change={change} />
      <PersonPicker
        label="By somebody here"
        pick={({ id, userName }) =>
          change({ principalId: id, principalName: userName, principalKind: undefined })
        }
      />
      {!showsRequests && <AuditLogFields filter={filter} change={change} />}
    </div>
  );
}

/** Tokens by their names, and everybody else by what kind they are of. */
function DoneBy({ showsRequests, filter, change }: ActivityFieldsProps) {
  const { principalId, principalName, principalKind } = filter;
  const mayReadTokens = useMayDo()('tokens:read');
  const { data } = useQuery({ ...tokens, enabled: mayReadTokens });
  const called = new Map(data?.items.map(({ id, name }) => [id, name]));
  const named = principalId ?? principalName;
  if (named !== undefined && principalName !== undefined) called.set(named, principalName);
  const kinds = showsRequests ? [] : (Object.entries(principalWords) as [PrincipalKind, string][]);
  const isKind = (value: string): value is PrincipalKind => value in principalWords;
  return (
    <ChoiceField
      label="By whom"
      value={principalKind ?? named ?? ''}
      choices={[['', 'Anybody'], ...kinds.map(([kind, words]) => [kind, capital(words)] as const), ...called]}
      change={(value) =>
        change({
          principalKind: isKind(value) ? value : undefined,
          principalId: called.has(value) ? value : undefined,
          principalName: called.get(value),
        })
      }
    />
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function AuditLogFields({ filter, change }: Omit<ActivityFieldsProps, 'showsRequests'>) {
  const listId = useId();
  const { attribute, refusalCode } = filter;
  const attributes = useRuleAttributes()
    .map((one) => ({ ...one, name: asJournalled(one.name) }))
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index);
  const codes = new Set([...Object.keys(refusalWords), ...(refusalCode ? [refusalCode] : [])]);
  return (
    <>
      <Typed
        label="Attribute"
        hint="Of which a value was changed, or left out."
        placeholder="profile.location"
        list={listId}
        value={attribute}
        settle={(path) => change({ attribute: path && asJournalled(path.trim()) })}
      />
      <AttributeList id={listId} attributes={attributes} />
      <ChoiceField
        label="Refused because"
        value={refusalCode ?? ''}
        choices={[
          ['', 'Whether refused or not'],
          ...[...codes].map((code) => [code, refusalWord(code)] as const),
        ]}
        change={(code) => change({ refusalCode: code || undefined })}
      />
    </>
  );
}

/** Entries have attributes of several values as a whole. */
const asJournalled = (path: string): string => path.replace(/^(emails|addresses|roles)\..+$/i, '$1');

interface TypedProps extends Omit<Parameters<typeof TextField>[0], 'value' | 'change'> {
  readonly value: string | undefined;
  readonly settle: (value: string | undefined) => void;
}

/** A field that counts once somebody has stopped typing. */
function Typed({ value, settle, ...field }: TypedProps) {
  const [text, setText] = useTyped(value, settle);
  return <TextField {...field} value={text} change={setText} />;
}
