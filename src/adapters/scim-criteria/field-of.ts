import type { Field, FieldType } from '../../criteria/field.ts';
import type { ResolvedPath } from '../../scim/path/resolve-attribute-path.ts';
import { quoted } from '../../scim/resource/quoted.ts';
import type { AttributeType } from '../../scim/schema/attribute.ts';
import { ScimError, type ScimType } from '../../scim/scim-error.ts';
import type { SearchedType } from './searched-type.ts';

const fieldTypes: Readonly<Record<Exclude<AttributeType, 'complex'>, FieldType>> = {
  string: 'text',
  reference: 'text',
  binary: 'text',
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  dateTime: 'instant',
  any: 'any',
};

/** The field that holds a simple attribute's values; addresses and entity tags are made of ids and versions. */
export function fieldOf({ text, attribute, subAttribute }: ResolvedPath, searched: SearchedType): Field {
  const { type, caseExact } = subAttribute ?? attribute;
  const shown = shownFields(searched)[text];
  if (shown !== undefined) return { ...shown, caseExact: true };
  // Names of custom attributes are kept in folded case.
  const path = attribute.openSubAttributes === undefined ? text : text.toLowerCase();
  return { path, type: type === 'complex' ? 'text' : fieldTypes[type], caseExact };
}

type ShownField = Pick<Field, 'path' | 'type' | 'affixes'>;

function shownFields({ type, baseUrl }: SearchedType): Readonly<Record<string, ShownField | undefined>> {
  const idBelow = (path: string, endpoint: string): ShownField => ({
    path,
    type: 'text',
    affixes: { before: `${baseUrl}${endpoint}/`, after: '' },
  });
  return {
    'meta.location': idBelow('id', type.endpoint),
    'meta.version': { path: 'meta.version', type: 'text', affixes: { before: 'W/"', after: '"' } },
    'groups.$ref': idBelow('groups.value', '/Groups'),
    'members.$ref': idBelow('members.value', '/Users'),
  };
}

/**
 * Custom attributes are open for writing only: what no agent ever had is no attribute of the account. Nor can one
 * ask about what is never told.
 *
 * @throws ScimError 400.
 */
export function refuseUnknown({ text, attribute, subAttribute }: ResolvedPath, scimType: ScimType): void {
  if (attribute.returned === 'never') {
    throw new ScimError(400, `${quoted(text)} is never told, and so cannot be asked about.`, scimType);
  }
  if (attribute.openSubAttributes === undefined || subAttribute === undefined) return;
  if (attribute.subAttributes?.includes(subAttribute)) return;
  const detail = `${quoted(text)} names no attribute that is known here: no agent of the account ever had it, or it was retired.`;
  throw new ScimError(400, detail, scimType);
}
