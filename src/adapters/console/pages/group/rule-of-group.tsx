import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { ChangedRuleAnswer } from '../../../koa-admin/answers/rule-answers.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import forms from '../../forms/form.module.css';
import { type DraftRule, RuleEditor } from '../../rule-editor/rule-editor.tsx';
import { RulePreview } from '../../rule-editor/rule-preview.tsx';
import { Failure } from '../../states/failure.tsx';
import styles from './group.module.css';
import { pathOf, tagOf } from './queries-of-group.ts';

type Rule = NonNullable<GroupAnswer['rule']>;

interface RuleOfGroupProps {
  readonly group: GroupAnswer;
  readonly rule: Rule;
}

/** The rule of a group, which is changed in place. */
export function RuleOfGroup({ group, rule }: RuleOfGroupProps) {
  const mayWrite = useMayDo()('rules:write');
  const [isChanging, setChanging] = useState(false);
  const [outcome, setOutcome] = useState<ChangedRuleAnswer>();
  if (isChanging)
    return (
      <RuleChange
        group={group}
        rule={rule}
        close={(changed) => {
          setOutcome(changed);
          setChanging(false);
        }}
      />
    );
  return (
    <div className={styles.rule}>
      <code className={styles.ruleText}>{rule.text}</code>
      {rule.includesDeactivated && <p className={styles.remark}>Deactivated people belong as well.</p>}
      {outcome && (
        <p role="status">
          Changed: {outcome.joined.agents.toLocaleString('en')} joined,{' '}
          {outcome.left.agents.toLocaleString('en')} left.
        </p>
      )}
      {group.templateId !== undefined ? (
        <p className={styles.remark}>A template made this rule, and only the template can change it.</p>
      ) : (
        mayWrite && (
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            Change the rule
          </Button>
        )
      )}
    </div>
  );
}

interface RuleChangeProps extends RuleOfGroupProps {
  readonly close: (changed?: ChangedRuleAnswer) => void;
}

function RuleChange({ group, rule, close }: RuleChangeProps) {
  const queries = useQueryClient();
  // What somebody else stores meanwhile is not written over unseen.
  const [seen] = useState(group);
  const [draft, setDraft] = useState<DraftRule>({ text: rule.text, isComplete: true });
  const [includesDeactivated, setIncludesDeactivated] = useState(rule.includesDeactivated);
  const { always, never } = rule;
  const desired = { text: draft.text, includesDeactivated, always, never };
  const store = useMutation({
    mutationFn: () =>
      ask<ChangedRuleAnswer>(`${pathOf(seen.id)}/rule`, {
        method: 'PUT',
        body: desired,
        ifMatch: tagOf(seen),
      }),
    onSuccess: async (changed) => {
      await queries.invalidateQueries();
      close(changed);
    },
  });
  return (
    <form
      className={styles.rule}
      onSubmit={(event) => {
        event.preventDefault();
        store.mutate();
      }}
    >
      <RuleEditor draft={draft} change={setDraft} />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={includesDeactivated}
          onChange={({ target }) => setIncludesDeactivated(target.checked)}
        />
        Deactivated people belong as well
      </label>
      {draft.isComplete && <RulePreview rule={desired} groupId={group.id} kind={group.kind} />}
      {store.error && <Failure error={store.error} />}
      <div className={forms.buttons}>
        <Button type="submit" size="xs" disabled={!draft.isComplete} loading={store.isPending}>
          Store the rule
        </Button>
        <Button size="xs" variant="default" onClick={() => close()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
