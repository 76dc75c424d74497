import { useId, useState } from 'react';
import type { CreatedTemplateAnswer } from '../../../koa-admin/answers/template-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { Check } from '../../forms/check.tsx';
import { ChoiceField } from '../../forms/choice-field.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { AttributeList } from '../../rule-editor/attribute-list.tsx';
import { useRuleAttributes } from '../../rule-editor/rule-attributes.ts';
import { useValuesSeen } from '../../rule-editor/values-seen.ts';

const place = '{value}';

/** Makes a template, and says which groups come of it. */
export function NewTemplate({ close }: { readonly close: () => void }) {
  const listId = useId();
  const attributes = useRuleAttributes().filter(({ type }) => type === 'text');
  const [attribute, setAttribute] = useState('');
  const [namePattern, setNamePattern] = useState(place);
  const [kind, setKind] = useState<'agents' | 'users'>('agents');
  const [includesDeactivated, setIncludesDeactivated] = useState(false);
  const examples = useValuesSeen(attribute)
    .slice(0, 3)
    .map((value) => namePattern.replaceAll(place, value));
  const make = useChange(
    () =>
      ask<CreatedTemplateAnswer>('group-templates', {
        method: 'POST',
        body: { attribute, namePattern, kind, includesDeactivated },
      }),
    close,
  );
  return (
    <Form
      isPanel
      label="New template"
      action="Make the template"
      isReady={attribute !== ''}
      change={make}
      cancel={close}
    >
      <TextField
        label="Attribute"
        hint="A group is made for every value that somebody has of it."
        autoFocus
        list={listId}
        value={attribute}
        change={(value) => setAttribute(value.trim())}
      />
      <AttributeList id={listId} attributes={attributes} />
      <TextField
        label="Names"
        hint={
          examples.length > 0 ? (
            `Such as ${examples.join(', ')}.`
          ) : (
            <>
              <code>{place}</code> stands for the value.
            </>
          )
        }
        value={namePattern}
        change={setNamePattern}
      />
      <ChoiceField
        label="Of whom"
        value={kind}
        choices={[
          ['agents', 'Agents'],
          ['users', 'Users: people with a role above agent'],
        ]}
        change={setKind}
      />
      <Check isOn={includesDeactivated} change={setIncludesDeactivated}>
        Deactivated people belong as well
      </Check>
    </Form>
  );
}
