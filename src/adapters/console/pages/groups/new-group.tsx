import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { CreatedRuleGroupAnswer } from '../../../koa-admin/answers/rule-answers.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { Field } from '../../forms/field.tsx';
import forms from '../../forms/form.module.css';
import { type DraftRule, RuleEditor } from '../../rule-editor/rule-editor.tsx';
import { RulePreview } from '../../rule-editor/rule-preview.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { Failure } from '../../states/failure.tsx';
import styles from './groups.module.css';

type Governor = 'rule' | 'hand';

/** Makes a group, by a rule or by hand. */
export function NewGroup() {
  const mayMakeRules = useMayDo()('rules:write');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [displayName, setDisplayName] = useState('');
  const [kind, setKind] = useState<GroupAnswer['kind']>('agents');
  const [chosen, setGovernor] = useState<Governor>('rule');
  const [draft, setDraft] = useState<DraftRule>({ text: '', isComplete: false });
  const [includesDeactivated, setIncludesDeactivated] = useState(false);
  const governor = mayMakeRules ? chosen : 'hand';
  const { text } = draft;
  const make = useMutation({
    mutationFn: async () => {
      if (governor === 'hand')
        return ask<GroupAnswer>('groups', { method: 'POST', body: { displayName, kind } });
      const body = { displayName, kind, text, includesDeactivated };
      return (await ask<CreatedRuleGroupAnswer>('rule-groups', { method: 'POST', body })).group;
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['groups'] });
      await navigate({ to: '/groups/$id', params: { id } });
    },
  });
  const isReady = displayName.trim() !== '' && (governor === 'hand' || draft.isComplete);
  return (
    <>
      <PageHead title="New group" question={<Link to="/groups">All groups</Link>} />
      <form
        className={styles.making}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className={forms.form}>
          <Field label="Name">
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                value={displayName}
                onChange={({ target }) => setDisplayName(target.value)}
              />
            )}
          </Field>
          <fieldset className={forms.choices}>
            <legend>Of whom</legend>
            <label>
              <input
                type="radio"
                name="kind"
                checked={kind === 'agents'}
                onChange={() => setKind('agents')}
              />
              <span>
                Agents <small>whoever works in the account</small>
              </span>
            </label>
            <label>
              <input type="radio" name="kind" checked={kind === 'users'} onChange={() => setKind('users')} />
              <span>
                Users <small>people with a role above agent, who look after the agents</small>
              </span>
            </label>
          </fieldset>
          {mayMakeRules && (
            <fieldset className={forms.choices}>
              <legend>Who belongs</legend>
              <label>
                <input
                  type="radio"
                  name="governor"
                  checked={governor === 'rule'}
                  onChange={() => setGovernor('rule')}
                />
                <span>
                  A rule decides <small>at once, whenever an attribute changes</small>
                </span>
              </label>
              <label>
                <input
                  type="radio"
                  name="governor"
                  checked={governor === 'hand'}
                  onChange={() => setGovernor('hand')}
                />
                <span>
                  Named by hand <small>here, one by one</small>
                </span>
              </label>
            </fieldset>
          )}
        </div>
        {governor === 'rule' && (
          <div className={styles.rule}>
            <RuleEditor draft={draft} change={setDraft} />
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={includesDeactivated}
                onChange={({ target }) => setIncludesDeactivated(target.checked)}
              />
              Deactivated people belong as well
            </label>
            {draft.isComplete && <RulePreview rule={{ text, includesDeactivated }} kind={kind} />}
          </div>
        )}
        {make.error && <Failure error={make.error} />}
        <div className={forms.buttons}>
          <Button type="submit" disabled={!isReady} loading={make.isPending}>
            Make the group
          </Button>
          <Button variant="default" renderRoot={(props) => <Link to="/groups" {...props} />}>
            Cancel
          </Button>
        </div>
      </form>
    </>
  );
}
