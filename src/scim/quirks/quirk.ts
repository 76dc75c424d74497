import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import type { Filter } from '../filter/filter.ts';
import type { PatchOperation } from '../patch/patch-operation.ts';
import type { Attribute } from '../schema/attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';

/**
 * One way in which clients deviate from the RFCs, as rewrites of what they send into what the RFCs say. The engine
 * behind does not know of quirks, so that each can be taken out of the list by itself.
 */
export interface Quirk {
  readonly name: string;
  /** Of a PatchOp message, before it is read. */
  readonly patchMessage?: (message: JsonObject, type: ResourceType) => JsonObject;
  /** Of the path to an attribute, before it is read: a PATCH's, one to sort by or one to answer with. */
  readonly attributePath?: (path: string, whole: Attribute) => string;
  /**
   * Of an object whose members are attributes: of the whole resource, as in a body and in what a PATCH without a path
   * gives, or of a complex attribute that a PATCH names.
   */
  readonly attributes?: (attributes: JsonObject, within: Attribute) => JsonObject;
  /** Of the body of a POST or PUT. */
  readonly body?: (body: JsonObject, type: ResourceType) => JsonObject;
  /** Of an operation of a PATCH. */
  readonly operation?: (operation: PatchOperation, type: ResourceType) => readonly PatchOperation[];
  /** Of all that is given for an attribute, in bodies and PATCHes, at any depth. */
  readonly values?: (value: JsonValue, attribute: Attribute) => JsonValue;
  /** Of a value, or of an element of a multi-valued attribute; also of what a filter compares. */
  readonly value?: (value: JsonValue, attribute: Attribute) => JsonValue;
  /** Of a filter over resources, or over the elements of a multi-valued attribute. */
  readonly filter?: (filter: Filter, within: Attribute) => Filter;
  /** Of an operation, by the resource as the operations before have left it; it comes after all other rewrites. */
  readonly operationOn?: (
    operation: PatchOperation,
    type: ResourceType,
    resource: JsonObject,
  ) => readonly PatchOperation[];
}
