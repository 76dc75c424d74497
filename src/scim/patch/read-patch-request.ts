import { limits } from '../limits.ts';
import { lowerCaseOperation } from '../quirks/entra.ts';
import { member } from '../resource/member.ts';
import { sameUrn } from '../resource/resource-schemas.ts';
import { isScimObject, type ScimObject, type ScimValue } from '../resource/scim-resource.ts';
import { ScimError, type ScimType } from '../scim-error.ts';
import type { PatchOperation } from './patch-operation.ts';

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * The operations of a PatchOp message; an empty list, which Entra's validator sends, is a request to do
 * nothing. What paths and values mean is not looked into.
 *
 * @throws ScimError 400 naming the member that is wrong: `Operations[2].path`.
 */
export function readPatchRequest(body: unknown): PatchOperation[] {
  if (!isScimObject(body))
    throw refusal(`The body must be a JSON object with "schemas": ["${patchSchema}"].`);
  const schemas = member(body, 'schemas');
  if (
    !Array.isArray(schemas) ||
    !schemas.some((urn) => typeof urn === 'string' && sameUrn(urn, patchSchema))
  ) {
    throw refusal(`"schemas" of a PATCH must be ["${patchSchema}"].`);
  }
  const operations = member(body, 'Operations');
  if (!Array.isArray(operations)) throw refusal('"Operations" must be a list of operations.');
  if (operations.length > limits.patchOperationsMax) {
    const detail = `"Operations" has ${operations.length} operations; allowed are at most ${limits.patchOperationsMax}.`;
    throw refusal(detail, 'invalidValue');
  }
  return operations.map((operation, index) => readOperation(operation, `Operations[${index}]`));
}

function readOperation(operation: ScimValue, where: string): PatchOperation {
  if (!isScimObject(operation)) throw refusal(`"${where}" must be an object.`);
  const op = lowerCaseOperation(member(operation, 'op'));
  const path = readPath(operation, where);
  const value = member(operation, 'value');
  if (op === 'remove') {
    if (path !== undefined) return { op, path, value };
    throw refusal(`"${where}.path" is missing: "remove" must say what to remove.`, 'noTarget');
  }
  if (op !== 'add' && op !== 'replace') throw refusal(`"${where}.op" must be "add", "remove" or "replace".`);
  if (value === undefined) throw refusal(`"${where}.value" is missing: "${op}" needs one.`, 'invalidValue');
  if (path !== undefined) return { op, path, value };
  if (isScimObject(value)) return { op, value };
  const detail = `"${where}.value" must be an object of attributes, since the operation has no path.`;
  throw refusal(detail, 'invalidValue');
}

function readPath(operation: ScimObject, where: string): string | undefined {
  const path = member(operation, 'path') ?? undefined;
  if (path === undefined || typeof path === 'string') return path;
  throw refusal(`"${where}.path" must be a string.`, 'invalidPath');
}

const refusal = (detail: string, scimType: ScimType = 'invalidSyntax'): ScimError =>
  new ScimError(400, detail, scimType);
