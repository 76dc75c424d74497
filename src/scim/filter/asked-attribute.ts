import type { Field, FieldType } from '../../criteria/field.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import { type AttributeReference, referenceText } from '../path/attribute-reference.ts';
import { type ResolvedPath, resolveWithin } from '../path/resolve-attribute-path.ts';
import { quoted } from '../resource/quoted.ts';
import type { Attribute, AttributeType } from '../schema/attribute.ts';
import { findAttribute } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';
import type { FilterSubject } from './filter-subject.ts';

type Refusal = 'invalidFilter' | 'invalidPath';

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

/**
 * The attribute that a filter or a sort order names. Open sub-attributes are open for writing only: one that no
 * resource ever had is no attribute, and an empty list would be taken for the absence of the resource.
 *
 * @param within - the whole resource, or the multi-valued attribute of whose elements the filter speaks.
 * @throws ScimError 400 with the given type, for what is unknown, never returned or not to be asked about.
 */
export function askedAttribute(
  within: Attribute,
  reference: AttributeReference,
  unaskable: FilterSubject['unaskable'],
  scimType: Refusal,
): ResolvedPath {
  const path = resolveWithin(within, reference, scimType);
  const { text, attribute, subAttribute } = path;
  if (attribute.returned === 'never') {
    throw new ScimError(400, `${quoted(text)} is never returned, and so cannot be asked about.`, scimType);
  }
  const isOpen = attribute.openSubAttributes !== undefined && subAttribute !== undefined;
  if (isOpen && !attribute.subAttributes?.includes(subAttribute)) {
    const detail = `${quoted(referenceText(reference))} names no attribute that is known here: no resource ever had it, or it was retired.`;
    throw new ScimError(400, detail, scimType);
  }
  const reason = unaskable?.[attribute.name] ?? unaskable?.[text];
  if (reason === undefined) return path;
  throw new ScimError(400, `${quoted(text)} cannot be asked about here: ${reason}.`, scimType);
}

/**
 * `emails co "…"` asks about `emails.value` (RFC 7644 section 3.4.2.2, figure 2).
 *
 * @throws ScimError 400 `invalidFilter` for a complex attribute that has no `value`.
 */
export function comparedPath(path: ResolvedPath): ResolvedPath {
  const asked = path.subAttribute ?? path.attribute;
  if (asked.type !== 'complex') return path;
  const subAttribute = path.subAttribute === undefined ? findAttribute(asked, 'value') : undefined;
  if (subAttribute !== undefined) return { ...path, text: `${path.text}.value`, subAttribute };
  const names = asked.subAttributes?.map(({ name }) => name).join(', ');
  const detail = `"${path.text}" has no value of its own to compare; name one of its sub-attributes: ${names}.`;
  throw new ScimError(400, detail, 'invalidFilter');
}

/** The field that holds a simple attribute's values. Names of open sub-attributes are stored in folded case. */
export function fieldOf({ text, attribute, subAttribute }: ResolvedPath): Field {
  const { type, caseExact } = subAttribute ?? attribute;
  const path = attribute.openSubAttributes === undefined ? text : foldCase(text);
  return { path, type: type === 'complex' ? 'text' : fieldTypes[type], caseExact };
}
