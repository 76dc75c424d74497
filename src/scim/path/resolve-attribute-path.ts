import { quoted } from '../resource/quoted.ts';
import type { Attribute } from '../schema/attribute.ts';
import { findAttribute, separatorAfter, wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { isNameOf } from '../schema/same-urn.ts';
import { ScimError } from '../scim-error.ts';
import { type AttributeReference, referenceText } from './attribute-reference.ts';

export interface ResolvedPath {
  /** The canonical text: `emails.value`, `urn:…:User:manager.value`; an open sub-attribute as written. */
  readonly text: string;
  /** The extension that holds the attribute, as a complex attribute named by its URN; absent for the core. */
  readonly extension?: Attribute;
  /** For a path that is an extension's URN and no more, the extension itself. */
  readonly attribute: Attribute;
  /** Of type `any` where the attribute takes open sub-attributes, such as `profile`. */
  readonly subAttribute?: Attribute;
}

/** @throws ScimError 400 `invalidPath` (in filters pass `invalidFilter`) naming what is unknown. */
export const resolveAttributePath = (
  type: ResourceType,
  path: AttributeReference,
  scimType: 'invalidPath' | 'invalidFilter' = 'invalidPath',
): ResolvedPath => resolveWithin(wholeResource(type), path, scimType);

/** The same for the sub-attributes of a complex attribute, as they stand in a value path's filter. */
export function resolveWithin(
  within: Attribute,
  path: AttributeReference,
  scimType: 'invalidPath' | 'invalidFilter',
): ResolvedPath {
  const whole = wholeExtension(within, path);
  if (whole !== undefined) return { text: whole.name, attribute: whole };
  const container = path.schema === undefined ? within : findSchema(within, path.schema);
  const attribute = container && findAttribute(container, path.attribute);
  if (attribute === undefined) {
    throw new ScimError(
      400,
      `${quoted(referenceText(path))} names no attribute that is known here.`,
      scimType,
    );
  }
  const extension = container === within ? undefined : container;
  const text =
    extension === undefined ? attribute.name : extension.name + separatorAfter(extension) + attribute.name;
  if (path.subAttribute === undefined) return { text, extension, attribute };
  const subAttribute = findAttribute(attribute, path.subAttribute);
  if (subAttribute === undefined) {
    const known = attribute.subAttributes?.map(({ name }) => name).join(', ');
    const detail = `${quoted(referenceText(path))} names no sub-attribute of "${text}", which has ${known ?? 'none'}.`;
    throw new ScimError(400, detail, scimType);
  }
  // The `value` of a plain element is the element itself (RFC 7643 section 2.4).
  const isElement = attribute.type !== 'complex';
  return { text: isElement ? text : `${text}.${subAttribute.name}`, extension, attribute, subAttribute };
}

/** The last part of an extension's URN reads like an attribute: `urn:…:enterprise:2.0:User`. */
function wholeExtension(within: Attribute, { schema, attribute, subAttribute }: AttributeReference) {
  if (schema === undefined || subAttribute !== undefined) return undefined;
  return findAttribute(within, `${schema}:${attribute}`);
}

/** The whole resource is named by the core schema's URN; extensions are attributes of it. */
function findSchema(within: Attribute, urn: string): Attribute | undefined {
  if (isNameOf(within, urn)) return within;
  return urn.includes(':') ? findAttribute(within, urn) : undefined;
}
