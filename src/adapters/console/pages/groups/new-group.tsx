import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { CreatedRuleGroupAnswer } from '../../../koa-admin/answers/rule-answers.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Check } from '../../forms/check.tsx';
import { Form } from '../../forms/form.tsx';
import { RadioChoices } from '../../forms/radio-choices.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { type DraftRule, RuleEditor } from '../../rule-editor/rule-editor.tsx';
import { RulePreview } from '../../rule-editor/rule-preview.tsx';
import { Permitted } from '../../states/permitted.tsx';

type Kind = GroupAnswer['kind'];
type Governor = 'rule' | 'hand';

const kinds = [
  ['agents', 'Agents', 'whoever works in the account'],
  ['users', 'Users', 'people with a role above agent, who look after the agents'],
] as const;

const governors = [
  ['rule', 'A rule decides', 'at once, whenever an attribute changes'],
  ['hand', 'Named by hand', 'here, one by one'],
] as const;

/** Makes a group, by a rule or by hand. */
export const NewGroup = () => (
  <>
    <PageHead title="New group" question={<Link to="/groups">All groups</Link>} />
    <Permitted anyOf={['groups:write']}>
      <NewGroupForm />
    </Permitted>
  </>
);

function NewGroupForm() {
  const mayMakeRules = useMayDo()('rules:write');
  const navigate = useNavigate();
  const [displayName, setDisplayName] = useState('');
  const [kind, setKind] = useState<Kind>('agents');
  const [chosen, setGovernor] = useState<Governor>('rule');
  const [{ text, isComplete }, setDraft] = useState<DraftRule>({ text: '', isComplete: false });
  const [includesDeactivated, setIncludesDeactivated] = useState(false);
  const governor = mayMakeRules ? chosen : 'hand';
  const make = useChange(
    async () => {
      if (governor === 'hand')
        return ask<GroupAnswer>('groups', { method: 'POST', body: { displayName, kind } });
      const body = { displayName, kind, text, includesDeactivated };
      return (await ask<CreatedRuleGroupAnswer>('rule-groups', { method: 'POST', body })).group;
    },
    ({ id }) => navigate({ to: '/groups/$id', params: { id }, replace: true }),
  );
  return (
    <Form
      isWide
      action="Make the group"
      isReady={displayName.trim() !== '' && (governor === 'hand' || isComplete)}
      change={make}
      cancel={() => void navigate({ to: '/groups', replace: true })}
    >
      <TextField label="Name" autoFocus value={displayName} change={setDisplayName} />
      <RadioChoices legend="Of whom" value={kind} choices={kinds} change={setKind} />
      {mayMakeRules && (
        <RadioChoices legend="Who belongs" value={governor} choices={governors} change={setGovernor} />
      )}
      {governor === 'rule' && (
        <>
          <RuleEditor draft={{ text, isComplete }} change={setDraft} />
          <Check isOn={includesDeactivated} change={setIncludesDeactivated}>
            Deactivated people belong as well
          </Check>
          {isComplete && <RulePreview rule={{ text, includesDeactivated }} kind={kind} />}
        </>
      )}
    </Form>
  );
}
