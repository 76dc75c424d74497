import { IconPlus, IconX } from '@tabler/icons-react';
import { ConditionRow } from './condition-row.tsx';
import { blankCondition, blankConditions, type Condition, type Conditions } from './conditions.ts';
import styles from './rule-editor.module.css';

interface RuleBuilderProps {
  readonly conditions: Conditions;
  readonly change: (conditions: Conditions) => void;
  /** Absent where there is nothing around them. */
  readonly remove?: () => void;
}

const joins: Readonly<Record<Conditions['join'], string>> = {
  all: 'all of these hold',
  any: 'any of these holds',
  none: 'none of these holds',
};

/** A rule as rows to choose from. */
export function RuleBuilder({ conditions, change, remove }: RuleBuilderProps) {
  const { join, of } = conditions;
  const changePart = (index: number, part: Condition | Conditions) =>
    change({ ...conditions, of: of.map((old, at) => (at === index ? part : old)) });
  const add = (part: Condition | Conditions) => change({ ...conditions, of: [...of, part] });
  const removePart = (index: number) => change({ ...conditions, of: of.filter((_, at) => at !== index) });
  return (
    <fieldset className={styles.conditions} data-nested={remove && true}>
      <legend>
        {remove ? 'Where' : 'Somebody belongs where'}{' '}
        <select
          aria-label="How many of the conditions have to hold"
          value={join}
          onChange={({ target }) => change({ ...conditions, join: target.value as Conditions['join'] })}
        >
          {Object.entries(joins).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        {remove && (
          <button type="button" className={styles.icon} onClick={remove} aria-label="Remove these conditions">
            <IconX size={15} aria-hidden="true" />
          </button>
        )}
      </legend>
      {of.map((part, index) => {
        const removeThis = of.length > 1 ? () => removePart(index) : undefined;
        return part.kind === 'condition' ? (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows hold nothing of their own.
            key={index}
            condition={part}
            change={(changed) => changePart(index, changed)}
            remove={removeThis}
          />
        ) : (
          <RuleBuilder
            // biome-ignore lint/suspicious/noArrayIndexKey: rows hold nothing of their own.
            key={index}
            conditions={part}
            change={(changed) => changePart(index, changed)}
            remove={() => removePart(index)}
          />
        );
      })}
      <div className={styles.more}>
        <button type="button" onClick={() => add(blankCondition)}>
          <IconPlus size={14} aria-hidden="true" /> Condition
        </button>
        {!remove && (
          <button type="button" onClick={() => add({ ...blankConditions, join: 'any' })}>
            <IconPlus size={14} aria-hidden="true" /> Conditions of which any holds
          </button>
        )}
      </div>
    </fieldset>
  );
}
