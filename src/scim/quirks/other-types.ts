import type { FieldType } from '../../criteria/field.ts';
import type { JsonValue } from '../../criteria/json.ts';
import { scalarAs } from '../../criteria/scalar-as.ts';
import type { AttributeType } from '../schema/attribute.ts';
import type { Quirk } from './quirk.ts';

const meantTypes: Readonly<Partial<Record<AttributeType, FieldType>>> = {
  string: 'text',
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
};

/**
 * Entra: `"True"` and `"False"` where the schema says boolean. Mappings of every directory: `7` for `"7"` where it says
 * string, as for an employee number, and the other way round.
 */
export const otherTypes: Quirk = {
  name: 'values of another JSON type',
  value: (value, { type }) => {
    const meant = meantTypes[type];
    return meant === undefined || !isScalar(value) ? value : (scalarAs(meant, value) ?? value);
  },
};

const isScalar = (value: JsonValue): value is string | number | boolean =>
  typeof value !== 'object' && value !== null;
