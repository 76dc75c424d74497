import { useState } from 'react';
import type { AttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { pathOfAttribute } from '../../attributes/custom-attributes.ts';
import { Check } from '../../forms/check.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { typeNames } from './attribute-words.ts';

type Declaration = NonNullable<AttributeAnswer['declaration']>;

interface DeclarationFormProps {
  /** Empty for one that is still to be named. */
  readonly name: string;
  readonly declaration?: Declaration;
  /** The `ETag` of the attribute as it is shown; absent for one that is still to be named. */
  readonly ifMatch?: string;
  readonly close: () => void;
}

type Type = keyof typeof typeNames;

const types: readonly (readonly [Type | '', string])[] = [
  ['', 'Anything'],
  ...(Object.entries(typeNames) as [Type, string][]),
];

/** Says what values an attribute may have. */
export function DeclarationForm({ name: given, declaration = {}, ifMatch, close }: DeclarationFormProps) {
  // What somebody else declares meanwhile is not written over unseen.
  const [seen] = useState(ifMatch);
  const [name, setName] = useState(given);
  const [draft, setDraft] = useState<Declaration>(declaration);
  const [allowed, setAllowed] = useState(declaration.allowedValues?.join('\n') ?? '');
  const set = (changed: Partial<Declaration>) => setDraft((before) => ({ ...before, ...changed }));
  const declare = useChange(
    () =>
      ask(`${pathOfAttribute(name.trim())}/declaration`, {
        method: 'PUT',
        body: { ...draft, allowedValues: valuesIn(allowed, draft.type) },
        ifMatch: seen,
      }),
    close,
  );
  return (
    <Form
      isPanel
      label="Declaration"
      action="Declare"
      isReady={name.trim() !== ''}
      change={declare}
      cancel={close}
    >
      {given === '' && (
        <TextField
          label="Name"
          hint="Without profile., as the directory sends it."
          autoFocus
          value={name}
          change={setName}
        />
      )}
      <TextField
        label="What people call it"
        autoFocus={given !== ''}
        spellCheck
        value={draft.displayName ?? ''}
        change={(text) => set({ displayName: text || undefined })}
      />
      <TextField
        label="What it is for"
        spellCheck
        value={draft.description ?? ''}
        change={(text) => set({ description: text || undefined })}
      />
      <ChoiceField
        label="Type"
        value={draft.type ?? ''}
        choices={types}
        change={(type) => set({ type: type || undefined })}
      />
      <Field label="Allowed values" hint="One a line; empty for any.">
        {(control) => (
          <textarea
            {...control}
            rows={3}
            value={allowed}
            onChange={({ target }) => setAllowed(target.value)}
          />
        )}
      </Field>
      {draft.type !== undefined && (
        <Check isOn={draft.multiValued ?? false} change={(multiValued) => set({ multiValued })}>
          Somebody may have several
        </Check>
      )}
      <Check isOn={draft.required ?? false} change={(required) => set({ required })}>
        Required: pushes of people without it are refused
      </Check>
      <Check isOn={draft.confidential ?? false} change={(confidential) => set({ confidential })}>
        Confidential: its values are shown with people alone, and stand in no log
      </Check>
    </Form>
  );
}

/** What stands in the lines, as values of the type; a line that is none goes as it is, and the service says what is wrong. */
function valuesIn(lines: string, type: Declaration['type']): Declaration['allowedValues'] {
  const texts = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (texts.length === 0) return undefined;
  if (type === 'number') return texts.map((text) => (Number.isFinite(Number(text)) ? Number(text) : text));
  if (type !== 'boolean') return texts;
  return texts.map((text) => (text === 'true' ? true : text === 'false' ? false : text));
}
