import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Steps } from '../../criteria/steps.ts';
import { unlessEmpty, valueIn, withValue } from '../resource/attribute-value.ts';
import { quoted } from '../resource/quoted.ts';
import { schemasOf } from '../resource/resource-schemas.ts';
import type { ScimResource } from '../resource/scim-resource.ts';
import type { Attribute } from '../schema/attribute.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import { assignedValue, mergedObject } from './assign-value.ts';
import { changedElements } from './change-elements.ts';
import { PatchComparisons } from './patch-comparisons.ts';
import { namingOperation, type PatchOperation } from './patch-operation.ts';
import { currentValue, type PatchTarget, patchTarget } from './patch-target.ts';

type WithPath = Exclude<PatchOperation, { path?: undefined }>;

/** What to do in the place of an operation, on the resource as the operations before it have left it. */
export type RewriteOperation = (operation: PatchOperation, resource: JsonObject) => readonly PatchOperation[];

/**
 * The resource as it is after all operations (RFC 7644 section 3.5.2), in canonical form like the one that is
 * given, which stays as it is. Immutable attributes are written like others: whether they may change is the
 * caller's rule, and its refusal to record. Each operation is a step.
 *
 * @param comparisons - of the operations that were applied before, where a request is not applied at once.
 * @throws ScimError 400 `invalidPath`, `invalidFilter`, `invalidValue`, `invalidSyntax`, `noTarget`, `tooMany` or
 * `mutability`; where there are several operations it names the one: `Operations[2]`.
 */
export function* applyPatch(
  type: ResourceType,
  resource: ScimResource,
  operations: readonly PatchOperation[],
  rewrite: RewriteOperation = (operation) => [operation],
  comparisons = new PatchComparisons(),
): Steps<ScimResource> {
  let patched: JsonObject = resource;
  for (const [position, operation] of operations.entries()) {
    if (position > 0) yield;
    patched = namingOperation(operation, operations.length, () =>
      rewrite(operation, patched).reduce(
        (before, one) => applyOperation(type, before, one, comparisons),
        patched,
      ),
    );
  }
  return { ...patched, schemas: schemasOf(type, patched) };
}

function applyOperation(
  type: ResourceType,
  resource: JsonObject,
  operation: PatchOperation,
  comparisons: PatchComparisons,
): JsonObject {
  if (operation.path === undefined) {
    comparisons.countWithoutPath(type, resource, operation.value);
    return mergedObject(operation.op, wholeResource(type), resource, operation.value, '');
  }
  const target = patchTarget(type, operation.path);
  const { path, containers, attribute, selection } = target;
  const way = [...containers, attribute, selection?.subAttribute].map((step) => step?.mutability);
  if (way.includes('writeOnly')) return resource;
  if (way.includes('readOnly')) return unlessChanged(resource, operation, target);
  return changeAt(resource, containers, (parent) => {
    comparisons.countAt(target, parent, operation);
    return withValue(parent, attribute, nextValue(operation, target, valueIn(parent, attribute)), path);
  });
}

function nextValue(
  operation: WithPath,
  { path, attribute, selection }: PatchTarget,
  current: JsonValue | undefined,
): JsonValue | undefined {
  if (selection !== undefined) return changedElements(operation, selection, current, path);
  return operation.op === 'remove'
    ? undefined
    : assignedValue(operation.op, attribute, current, operation.value, path);
}

function changeAt(
  object: JsonObject,
  [container, ...inner]: readonly Attribute[],
  change: (parent: JsonObject) => JsonObject,
): JsonObject {
  if (container === undefined) return change(object);
  const part = valueIn(object, container);
  const changed = changeAt(isJsonObject(part) ? part : {}, inner, change);
  return withValue(object, container, unlessEmpty(changed), container.name);
}

/** RFC 7644 section 3.5.2 refuses changes of what is read-only. To write the value that is there changes nothing. */
function unlessChanged(resource: JsonObject, operation: WithPath, target: PatchTarget): JsonObject {
  const current = currentValue(resource, target);
  // Okta sends `groups: []` for a user without groups; an empty list is no value (RFC 7643 section 2.5).
  const isNone = Array.isArray(operation.value) && operation.value.length === 0 && current === undefined;
  const isSame =
    operation.op !== 'remove' &&
    target.selection === undefined &&
    (isNone || equalJson(current, operation.value));
  if (isSame) return resource;
  throw new ScimError(
    400,
    `${quoted(target.path)} is read-only, so a client cannot change it.`,
    'mutability',
  );
}
