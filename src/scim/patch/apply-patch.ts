import { filterFromElements } from '../quirks/entra.ts';
import { nestProfileKeys } from '../quirks/okta.ts';
import { unlessEmpty, valueIn, withValue } from '../resource/attribute-value.ts';
import { quoted } from '../resource/quoted.ts';
import { schemasOf } from '../resource/resource-schemas.ts';
import { sameValue } from '../resource/same-value.ts';
import {
  isScimObject,
  type ScimObject,
  type ScimResource,
  type ScimValue,
} from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import { assignedValue, mergedObject } from './assign-value.ts';
import { changedElements } from './change-elements.ts';
import type { PatchOperation } from './patch-operation.ts';
import { type PatchTarget, patchTarget } from './patch-target.ts';

type Write = Exclude<PatchOperation, { op: 'remove' }>;
type WithPath = Extract<PatchOperation, { path: string }>;

/**
 * The resource as it is after all operations (RFC 7644 section 3.5.2), in canonical form like the one that is
 * given, which stays as it is. Immutable attributes are written like others: whether they may change is the
 * caller's rule, and its refusal to record.
 *
 * @throws ScimError 400 `invalidPath`, `invalidFilter`, `invalidValue`, `invalidSyntax`, `noTarget` or
 * `mutability`; where there are several operations it names the one: `Operations[2]`.
 */
export function applyPatch(
  type: ResourceType,
  resource: ScimResource,
  operations: readonly PatchOperation[],
): ScimResource {
  let patched: ScimObject = resource;
  for (const [index, operation] of operations.entries()) {
    try {
      patched = applyOperation(type, patched, operation);
    } catch (error) {
      if (operations.length === 1 || !(error instanceof ScimError)) throw error;
      throw new ScimError(error.status, `Operations[${index}]: ${error.detail}`, error.scimType);
    }
  }
  return { ...patched, schemas: schemasOf(type, patched) };
}

function applyOperation(type: ResourceType, resource: ScimObject, operation: PatchOperation): ScimObject {
  if (operation.path === undefined) return applyWithoutPath(type, resource, operation);
  const target = patchTarget(type, operation.path);
  const { path, containers, attribute, selection } = target;
  const way = [...containers, attribute, selection?.subAttribute].map((step) => step?.mutability);
  if (way.includes('writeOnly')) return resource;
  if (way.includes('readOnly')) return unlessChanged(resource, operation, target);
  return changeAt(resource, containers, (parent) =>
    withValue(parent, attribute, nextValue(operation, target, valueIn(parent, attribute)), path),
  );
}

function nextValue(
  operation: WithPath,
  { path, attribute, selection }: PatchTarget,
  current: ScimValue | undefined,
): ScimValue | undefined {
  if (selection !== undefined) return changedElements(operation, selection, current, path);
  if (operation.op !== 'remove')
    return assignedValue(operation.op, attribute, current, operation.value, path);
  const { value } = operation;
  if (!attribute.multiValued || value === undefined || value === null) return undefined;
  return changedElements(operation, { attribute, filter: filterFromElements(value) }, current, path);
}

/** Okta, and Entra in its newer dialect: the value's members name the attributes, flat or nested. */
function applyWithoutPath(type: ResourceType, resource: ScimObject, { op, value }: Write): ScimObject {
  const nested = nestProfileKeys(value, type) as ScimObject;
  const merged = mergedObject(op, wholeResource(type), resource, nested, '');
  // A name with a filter in it, such as `emails[type eq "work"].value`, is a path.
  return Object.entries(nested)
    .filter(([name]) => name.includes('['))
    .reduce(
      (patched, [path, part = null]) => applyOperation(type, patched, { op, path, value: part }),
      merged,
    );
}

function changeAt(
  object: ScimObject,
  [container, ...inner]: readonly Attribute[],
  change: (parent: ScimObject) => ScimObject,
): ScimObject {
  if (container === undefined) return change(object);
  const part = valueIn(object, container);
  const changed = changeAt(isScimObject(part) ? part : {}, inner, change);
  return withValue(object, container, unlessEmpty(changed), container.name);
}

/** RFC 7644 section 3.5.2 refuses writes to what is read-only; the value that it has already is none. */
function unlessChanged(
  resource: ScimObject,
  operation: WithPath,
  { path, containers, attribute, selection }: PatchTarget,
): ScimObject {
  const parent = containers.reduce<ScimValue | undefined>(
    (object, container) => (isScimObject(object) ? valueIn(object, container) : undefined),
    resource,
  );
  const current = isScimObject(parent) ? valueIn(parent, attribute) : undefined;
  // Okta sends `groups: []` for whoever has none, which is how no value is written as well (RFC 7643 section 2.5).
  const isNone = Array.isArray(operation.value) && operation.value.length === 0 && current === undefined;
  const isSame =
    operation.op !== 'remove' && selection === undefined && (isNone || sameValue(current, operation.value));
  if (isSame) return resource;
  throw new ScimError(400, `${quoted(path)} is read-only, so a client cannot change it.`, 'mutability');
}
