import { useState } from 'react';
import { type Conditions, conditionsIn, isComplete, textOf } from './conditions.ts';
import { RuleBuilder } from './rule-builder.tsx';
import styles from './rule-editor.module.css';
import { RuleText } from './rule-text.tsx';

/** What somebody is writing. */
export interface DraftRule {
  readonly text: string;
  /** Whether it can be tried: nothing is left to be chosen. */
  readonly isComplete: boolean;
}

interface RuleEditorProps {
  readonly draft: DraftRule;
  readonly change: (draft: DraftRule) => void;
}

/** Two ways to write the same rule. What the builder cannot show stays a text, and nothing of it is lost. */
export function RuleEditor({ draft, change }: RuleEditorProps) {
  // Absent while the rule is written as a text.
  const [conditions, setConditions] = useState(() => conditionsIn(draft.text));
  const shown = conditions ?? conditionsIn(draft.text);
  const build = (changed: Conditions) => {
    setConditions(changed);
    change({ text: textOf(changed), isComplete: isComplete(changed) });
  };
  const write = (text: string) => change({ text, isComplete: text.trim() !== '' });
  return (
    <div className={styles.editor}>
      <fieldset className={styles.ways}>
        <legend>How to write the rule</legend>
        <button
          type="button"
          aria-pressed={conditions !== undefined}
          disabled={shown === undefined}
          onClick={() => setConditions(shown)}
        >
          Builder
        </button>
        <button
          type="button"
          aria-pressed={conditions === undefined}
          onClick={() => {
            setConditions(undefined);
            write(draft.text);
          }}
        >
          Text
        </button>
      </fieldset>
      {conditions === undefined ? (
        <>
          <RuleText text={draft.text} change={write} />
          {shown === undefined && (
            <p className={styles.remark}>
              The builder has no rows for this rule, so that it stays a text. Nothing of it is lost.
            </p>
          )}
        </>
      ) : (
        <>
          <RuleBuilder conditions={conditions} change={build} />
          <output className={styles.written} aria-label="The rule as a text">
            {draft.text || 'Choose an attribute.'}
          </output>
        </>
      )}
    </div>
  );
}
