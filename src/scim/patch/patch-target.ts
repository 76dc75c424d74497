import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { AttributePath } from '../filter/parse-attribute-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { valueIn } from '../resource/attribute-value.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import type { ElementSelection } from './change-elements.ts';

/** Where in a resource a path leads. */
export interface PatchTarget {
  /** The path in canonical spelling, a filter in it as the client wrote it. */
  readonly path: string;
  /** The objects on the way, from the outside in: an extension, a single-valued complex attribute. */
  readonly containers: readonly Attribute[];
  /** The attribute to change in the innermost of them. */
  readonly attribute: Attribute;
  /** For a path into a multi-valued attribute: `emails[type eq "work"].value`. */
  readonly selection?: ElementSelection;
}

/** The value that the resource, in canonical form, has of the target's attribute. */
export function currentValue(
  resource: JsonObject,
  { containers, attribute }: PatchTarget,
): JsonValue | undefined {
  const parent = containers.reduce<JsonValue | undefined>(
    (object, container) => (isJsonObject(object) ? valueIn(object, container) : undefined),
    resource,
  );
  return isJsonObject(parent) ? valueIn(parent, attribute) : undefined;
}

/** @throws ScimError 400 `invalidPath`. */
export function patchTarget(type: ResourceType, written: AttributePath): PatchTarget {
  const { valueFilter: filter } = written;
  const { text: path, extension, attribute, subAttribute } = resolveAttributePath(type, written);
  const containers = extension === undefined ? [] : [extension];
  const within = written.filtersSubAttribute ? subAttribute : undefined;
  if (within !== undefined && isList(within)) {
    const selection = { attribute: within, filter };
    return { path: written.text, containers: [...containers, attribute], attribute: within, selection };
  }
  if (within === undefined && attribute.multiValued) {
    if (filter === undefined && subAttribute === undefined) return { path, containers, attribute };
    return { path: written.text, containers, attribute, selection: { attribute, subAttribute, filter } };
  }
  if (filter !== undefined) {
    const detail = `"${(within ?? attribute).name}" has one value, so its path takes no filter in brackets.`;
    throw new ScimError(400, detail, 'invalidPath');
  }
  if (subAttribute === undefined) return { path, containers, attribute };
  return { path, containers: [...containers, attribute], attribute: subAttribute };
}

/** An open attribute is a list where its values are. */
const isList = ({ multiValued, type }: Attribute): boolean => multiValued || type === 'any';
