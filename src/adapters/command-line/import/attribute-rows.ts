import type { DeclaredAttribute } from '../../../application/attributes/attribute/declaration-input.ts';
import { bareName, declaredTypes, isDeclaredType, scalarOf } from '../declared-type.ts';
import { invalid, namedColumns } from './named-columns.ts';

const allowedSeparator = '|';

/** Declarations of custom attributes, one a row. */
export const attributeRows = namedColumns(
  ['name', 'type', 'list', 'allowed', 'required', 'confidential', 'displayName', 'description'],
  ['name'],
  ({ name, type, list, allowed, required, confidential, displayName, description }): DeclaredAttribute => {
    if (type !== undefined && !isDeclaredType(type)) {
      const known = Object.keys(declaredTypes).join(', ');
      throw invalid(`"type" is one of ${known}, which ${JSON.stringify(type.slice(0, 80))} is not.`);
    }
    if (list !== undefined && type === undefined) throw invalid('"list" needs a "type" beside it.');
    const allowedValues = allowed?.split(allowedSeparator).map((text) => scalarOf(text.trim(), type));
    return {
      ...{ name: bareName(name), type: type && declaredTypes[type], allowedValues, displayName, description },
      ...{ multiValued: booleanOf('list', list), required: booleanOf('required', required) },
      confidential: booleanOf('confidential', confidential),
    };
  },
);

function booleanOf(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  throw invalid(`"${name}" is true or false, which ${JSON.stringify(text.slice(0, 80))} is not.`);
}
