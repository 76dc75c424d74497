import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { AttributeList } from './attribute-list.tsx';
import type { Condition, ConditionOperator } from './conditions.ts';
import { operatorsFor, operatorWord } from './operator-words.ts';
import { type RuleAttribute, useRuleAttributes } from './rule-attributes.ts';
import styles from './rule-editor.module.css';
import { useValuesSeen } from './values-seen.ts';

interface ConditionRowProps {
  readonly condition: Condition;
  readonly change: (condition: Condition) => void;
  /** Absent for the only one. */
  readonly remove?: () => void;
}

/** An attribute, how it compares, and with what. */
export function ConditionRow({ condition, change, remove }: ConditionRowProps) {
  const attributes = useRuleAttributes();
  const listId = useId();
  const { attribute, operator, value } = condition;
  const type = typeOf(attribute, attributes);
  return (
    <div className={styles.condition}>
      <input
        aria-label="Attribute"
        placeholder="Attribute"
        list={listId}
        autoComplete="off"
        spellCheck={false}
        value={attribute}
        onChange={({ target }) => {
          const name = target.value.trim();
          change(withType({ ...condition, attribute: name }, typeOf(name, attributes)));
        }}
      />
      <AttributeList id={listId} attributes={attributes} />
      <select
        aria-label="Comparison"
        value={operator}
        onChange={({ target }) => change({ ...condition, operator: target.value as ConditionOperator })}
      >
        {operatorsFor(type, operator).map((one) => (
          <option key={one} value={one}>
            {operatorWord(one, type)}
          </option>
        ))}
      </select>
      {operator === 'pr' ? (
        <span />
      ) : (
        <Value
          attribute={attribute}
          value={value}
          type={type}
          change={(changed) => change({ ...condition, value: changed })}
        />
      )}
      {remove ? (
        <button type="button" className={styles.icon} onClick={remove} aria-label="Remove this condition">
          <IconX size={15} aria-hidden="true" />
        </button>
      ) : (
        <span />
      )}
    </div>
  );
}

interface ValueProps {
  readonly attribute: string;
  readonly value: Condition['value'];
  readonly type: RuleAttribute['type'];
  readonly change: (value: Condition['value']) => void;
}

function Value({ attribute, value, type, change }: ValueProps) {
  const seen = useValuesSeen(attribute, String(value));
  const listId = useId();
  if (typeof value === 'boolean')
    return (
      <select
        aria-label="Value"
        value={String(value)}
        onChange={({ target }) => change(target.value === 'true')}
      >
        <option value="true">true</option>
        <option value="false">false</option>
      </select>
    );
  const isNumber = typeof value === 'number' || (value === '' && type === 'number');
  return (
    <>
      <input
        aria-label="Value"
        placeholder={type === 'instant' ? '2026-12-31T00:00:00Z' : 'Value'}
        type={isNumber ? 'number' : 'text'}
        step="any"
        list={listId}
        autoComplete="off"
        value={value}
        onChange={({ target }) =>
          change(isNumber && target.value !== '' ? target.valueAsNumber : target.value)
        }
      />
      <datalist id={listId}>
        {seen.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

/** Names mean the same in any letter case (RFC 7643 section 2.1). */
const typeOf = (name: string, attributes: readonly RuleAttribute[]): RuleAttribute['type'] =>
  attributes.find((one) => one.name.toLowerCase() === name.toLowerCase())?.type ?? 'text';

/** The condition with a value that an attribute of this type can have, and an operator that it knows. */
function withType(condition: Condition, type: RuleAttribute['type']): Condition {
  const { operator, value } = condition;
  const [first] = operatorsFor(type, operator);
  const isKnown = operatorsFor(type, 'pr').includes(operator);
  return { ...condition, operator: isKnown ? operator : (first ?? 'eq'), value: valueAs(type, value) };
}

function valueAs(type: RuleAttribute['type'], value: Condition['value']): Condition['value'] {
  if (type === 'boolean') return typeof value === 'boolean' ? value : true;
  if (typeof value === 'boolean') return '';
  if (type !== 'number') return String(value);
  const number = typeof value === 'number' ? value : Number.parseFloat(value);
  return Number.isFinite(number) ? number : '';
}
