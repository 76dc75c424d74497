import { useState } from 'react';
import { Segments } from '../forms/segments.tsx';
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
  const choose = (way: 'builder' | 'text') => {
    setConditions(way === 'builder' ? shown : undefined);
    if (way === 'text') write(draft.text);
  };
  return (
    <div className={styles.editor}>
      <Segments
        legend="How to write the rule"
        chosen={conditions === undefined ? 'text' : 'builder'}
        segments={[
          { value: 'builder', name: 'Builder', isDisabled: shown === undefined },
          { value: 'text', name: 'Text' },
        ]}
        choose={choose}
      />
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
          <output
            className={styles.written}
            data-empty={draft.text === '' || undefined}
            aria-label="The rule as a text"
          >
            {draft.text || 'Choose an attribute.'}
          </output>
        </>
      )}
    </div>
  );
}
