import type { Attribute, AttributeType } from './attribute.ts';

type Characteristics = Partial<Omit<Attribute, 'name' | 'type' | 'description' | 'subAttributes'>>;

/** Defines attributes of one type, with the RFC's defaults (RFC 7643 section 2.2) for what is not said. */
const define =
  (type: AttributeType, always: Characteristics = {}) =>
  (name: string, description: string, characteristics: Characteristics = {}): Attribute => ({
    name,
    type,
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...always,
    ...characteristics,
  });

export const string = define('string');
export const boolean = define('boolean');
export const dateTime = define('dateTime');
// RFC 7643 sections 2.3.6 and 2.3.7: these are case exact, whatever section 8.7.1 says of some of them.
export const binary = define('binary', { caseExact: true });
export const reference = define('reference', { caseExact: true });
/** An open sub-attribute; see `openSubAttributes`. */
export const any = define('any');

export const complex = (
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  characteristics: Characteristics = {},
): Attribute => ({ ...define('complex')(name, description, characteristics), subAttributes });

/** A multi-valued complex attribute with the usual sub-attributes (RFC 7643 section 2.4) around its `value`. */
export const plural = (
  name: string,
  description: string,
  value: readonly Attribute[],
  types: readonly string[] = [],
): Attribute =>
  complex(
    name,
    description,
    [
      ...value,
      string('type', 'What the value is for.', types.length > 0 ? { canonicalValues: types } : {}),
      boolean('primary', 'Whether this is the preferred value; true for at most one of them.'),
    ],
    { multiValued: true },
  );
