import { exactNumber } from './exact-number.ts';
import type { FieldType, Scalar } from './field.ts';

/**
 * A value that came as another type than the one that is meant, as that type: directories map `"True"`, `"7"` and `7` to
 * whatever the attribute is. `undefined` for what is no value of the type.
 */
export function scalarAs(type: FieldType, value: Scalar): Scalar | undefined {
  switch (type) {
    case 'text':
      return textOf(value);
    case 'number':
      return typeof value === 'string' ? exactNumber(value) : asItIs(type, value);
    case 'boolean':
      return typeof value === 'string' ? booleans.get(value.toLowerCase()) : asItIs(type, value);
    case 'instant':
      return asItIs('string', value);
    case 'any':
      return value;
  }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const asItIs = (type: 'string' | 'number' | 'boolean', value: Scalar): Scalar | undefined =>
  typeof value === type ? value : undefined;

/** A number that is not kept exactly makes no text either. */
const textOf = (value: Scalar): string | undefined => (Number.isNaN(value) ? undefined : String(value));
