import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { ChangedRuleAnswer } from '../../../koa-admin/answers/rule-answers.ts';
import { ask } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Check } from '../../forms/check.tsx';
import { Form } from '../../forms/form.tsx';
import { type DraftRule, RuleEditor } from '../../rule-editor/rule-editor.tsx';
import { RulePreview } from '../../rule-editor/rule-preview.tsx';
import { opening } from '../opening.ts';
import styles from './group.module.css';
import type { GroupSearch } from './group-search.ts';
import { pathOf, tagOf } from './queries-of-group.ts';

type Rule = NonNullable<GroupAnswer['rule']>;

interface RuleOfGroupProps {
  readonly group: GroupAnswer;
  readonly rule: Rule;
}

/** The rule of a group, which is changed in place. */
export function RuleOfGroup({ group, rule }: RuleOfGroupProps) {
  const mayWrite = useMayDo()('rules:write');
  const { form } = useSearch({ from: '/groups/$id' });
  const navigate = useNavigate({ from: '/groups/$id' });
  const show = (opened: GroupSearch['form']) =>
    void navigate({ ...opening(opened), search: (shown) => ({ ...shown, form: opened }) });
  const [outcome, setOutcome] = useState<ChangedRuleAnswer>();
  if (form === 'rule' && mayWrite && group.templateId === undefined)
    return (
      <RuleChange
        group={group}
        rule={rule}
        close={(changed) => {
          setOutcome(changed);
          show(undefined);
        }}
      />
    );
  return (
    <div className={styles.part}>
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
          <Button size="xs" variant="default" onClick={() => show('rule')}>
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
  // What somebody else stores meanwhile is not written over unseen.
  const [seen] = useState(group);
  const [draft, setDraft] = useState<DraftRule>({ text: rule.text, isComplete: true });
  const [includesDeactivated, setIncludesDeactivated] = useState(rule.includesDeactivated);
  const { always, never } = rule;
  const desired = { text: draft.text, includesDeactivated, always, never };
  const store = useChange(
    () =>
      ask<ChangedRuleAnswer>(`${pathOf(seen.id)}/rule`, {
        method: 'PUT',
        body: desired,
        ifMatch: tagOf(seen),
      }),
    close,
  );
  return (
    <Form isWide action="Store the rule" isReady={draft.isComplete} change={store} cancel={() => close()}>
      <RuleEditor draft={draft} change={setDraft} />
      <Check isOn={includesDeactivated} change={setIncludesDeactivated}>
        Deactivated people belong as well
      </Check>
      {draft.isComplete && <RulePreview rule={desired} groupId={group.id} kind={group.kind} />}
    </Form>
  );
}
