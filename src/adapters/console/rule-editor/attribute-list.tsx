import type { RuleAttribute } from './rule-attributes.ts';

interface AttributeListProps {
  /** By which a field names it as its `list`. */
  readonly id: string;
  readonly attributes: readonly RuleAttribute[];
}

/** The attributes that a field completes to. */
export const AttributeList = ({ id, attributes }: AttributeListProps) => (
  <datalist id={id}>
    {attributes.map(({ name, displayName }) => (
      <option key={name} value={name}>
        {displayName}
      </option>
    ))}
  </datalist>
);
