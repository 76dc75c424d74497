import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type CompletionPlace, completionPlaceIn, matching } from './completions.ts';
import { conditionOperators } from './conditions.ts';
import { operatorWord } from './operator-words.ts';
import { useRuleAttributes, useValuesSeen } from './rule-attributes.ts';
import styles from './rule-editor.module.css';

interface RuleTextProps {
  readonly text: string;
  readonly change: (text: string) => void;
}

/** A rule as a text, with what could come next. */
export function RuleText({ text, change }: RuleTextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [place, setPlace] = useState<CompletionPlace>();
  const [position, setPosition] = useState(0);
  const choices = useChoices(place);
  const chosen = Math.min(position, choices.length - 1);
  const look = () => {
    const { value = '', selectionStart = 0 } = field.current ?? {};
    setPlace(completionPlaceIn(value.slice(0, selectionStart ?? 0)));
    setPosition(0);
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
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choices[chosen];
    if (choice === undefined) return;
    if (step !== undefined) setPosition((chosen + step + choices.length) % choices.length);
    else if (event.key === 'Enter') take(choice);
    else if (event.key === 'Escape') setPlace(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.text}>
      <textarea
        ref={field}
        aria-label="Rule"
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={choices.length > 0 ? `${id}-${chosen}` : undefined}
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
        onKeyDown={onKeyDown}
      />
      <div id={id} className={styles.choices} role="listbox" aria-label="What could come next">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field names the chosen one (aria-activedescendant).
          <div
            key={choice}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onMouseUp={() => take(choice)}
          >
            <code>{choice}</code>
            {place?.of === 'operators' && (
              <small>{operatorWord(choice as (typeof conditionOperators)[number], 'text')}</small>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function useChoices(place: CompletionPlace | undefined): readonly string[] {
  const attributes = useRuleAttributes();
  const seen = useValuesSeen(place?.attribute ?? '');
  if (place === undefined) return [];
  const all = { attributes: attributes.map(({ name }) => name), operators: conditionOperators, values: seen };
  return matching(all[place.of], place.written);
}
