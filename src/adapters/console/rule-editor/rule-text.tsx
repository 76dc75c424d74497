import { useRef, useState } from 'react';
import { Listbox } from '../listbox/listbox.tsx';
import { useChoosing } from '../listbox/use-choosing.ts';
import { type CompletionPlace, completionPlaceIn, matching } from './completions.ts';
import { conditionOperators } from './conditions.ts';
import { operatorWord } from './operator-words.ts';
import { useRuleAttributes } from './rule-attributes.ts';
import styles from './rule-editor.module.css';
import { useValuesSeen } from './values-seen.ts';

interface RuleTextProps {
  readonly text: string;
  readonly change: (text: string) => void;
}

/** A rule as a text, with what could come next. */
export function RuleText({ text, change }: RuleTextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [place, setPlace] = useState<CompletionPlace>();
  const look = () => {
    const { value = '', selectionStart = 0 } = field.current ?? {};
    setPlace(completionPlaceIn(value.slice(0, selectionStart ?? 0)));
    choosing.restart();
  };
  const take = (choice: string) => {
    if (place === undefined || field.current === null) return;
    const end = place.from + place.written.length;
    const insertion = place.of === 'values' ? `${JSON.stringify(choice).slice(1, -1)}"` : `${choice} `;
    // As if it had been typed, so that the browser can take it back.
    field.current.setSelectionRange(place.from, end);
    field.current.setRangeText(insertion, place.from, end, 'end');
    change(field.current.value);
    look();
    field.current.focus();
  };
  const choosing = useChoosing(useChoices(place), take);
  return (
    <div className={styles.text}>
      <textarea
        ref={field}
        aria-label="Rule"
        {...choosing.field}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setPlace(undefined);
          choosing.field.onKeyDown(event);
        }}
        placeholder={'profile.team eq "Support" and active eq true'}
        rows={4}
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          change(target.value);
          look();
        }}
        onClick={look}
        onBlur={() => setPlace(undefined)}
      />
      <Listbox
        {...choosing.list}
        label="What could come next"
        className={styles.choices}
        keyOf={(choice) => choice}
        option={(choice) => (
          <>
            <code>{choice}</code>
            {place?.of === 'operators' && (
              <small>{operatorWord(choice as (typeof conditionOperators)[number], 'text')}</small>
            )}
          </>
        )}
      />
    </div>
  );
}

function useChoices(place: CompletionPlace | undefined): readonly string[] {
  const attributes = useRuleAttributes();
  const seen = useValuesSeen(place?.attribute ?? '', place?.written);
  if (place === undefined) return [];
  const all = { attributes: attributes.map(({ name }) => name), operators: conditionOperators, values: seen };
  return matching(all[place.of], place.written);
}
