import { foldCase } from '../../criteria/fold-case.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';

/**
 * The values of a multi-valued attribute with others behind them, so that no two are equal in type and value (RFC 7643
 * section 2.4). Of two that are, the first keeps its place and spelling, and takes over what else the later one says.
 */
export function joinedValues(
  attribute: Attribute,
  before: readonly JsonValue[],
  added: readonly JsonValue[],
): readonly JsonValue[] {
  if (before.length + added.length <= 1) return before.length === 0 ? added : before;
  const identityOf = identityIn(attribute);
  const joined = [...before];
  const positions = new Map(before.map((value, index) => [identityOf(value), index]));
  for (const value of added) {
    const identity = identityOf(value);
    const position = positions.get(identity);
    if (position === undefined) positions.set(identity, joined.push(value) - 1);
    else joined[position] = completed(joined[position], value);
  }
  return joined;
}

function completed(known: JsonValue | undefined, later: JsonValue): JsonValue {
  if (!isJsonObject(known) || !isJsonObject(later)) return known ?? later;
  const { type: _type, value: _value, ...rest } = later;
  return { ...known, ...rest };
}

/** Of elements where letter case counts, and of others: operations of one PATCH ask for them again and again. */
const identities = { exact: new WeakMap<JsonObject, string>(), folded: new WeakMap<JsonObject, string>() };

/** What tells one value from another: letter case counts where the schema says so. */
function identityIn(attribute: Attribute): (value: JsonValue) => string {
  const { caseExact } = (attribute.type === 'complex' && findAttribute(attribute, 'value')) || attribute;
  const plain = (value: JsonValue): string =>
    typeof value === 'string' ? `"${caseExact ? value : foldCase(value)}` : JSON.stringify(value);
  const known = caseExact ? identities.exact : identities.folded;
  return (value) => {
    if (!isJsonObject(value)) return plain(value);
    let identity = known.get(value);
    if (identity !== undefined) return identity;
    const { type, value: own = null } = value;
    const ofType = typeof type === 'string' ? foldCase(type) : '';
    identity = `${ofType} ${own === null ? withoutValue(value) : plain(own)}`;
    known.set(value, identity);
    return identity;
  };
}

/** Which of two is the primary one is no difference between them. */
function withoutValue({ type: _type, primary: _primary, ...rest }: JsonObject): string {
  return JSON.stringify(Object.entries(rest).sort(([left], [right]) => (left < right ? -1 : 1)));
}
