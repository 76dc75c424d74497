import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Steps } from '../../criteria/steps.ts';
import { type AttributePath, parseAttributePath } from '../filter/parse-attribute-path.ts';
import { limits } from '../limits.ts';
import { readMessage } from '../messages/read-message.ts';
import { member } from '../resource/member.ts';
import { ScimError, type ScimType } from '../scim-error.ts';
import { namingOperation, type PatchOperation } from './patch-operation.ts';

export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/**
 * The operations of a PatchOp message, of which there is one at least (RFC 7644 section 3.5.2). Whether there is anything at
 * the paths, and what the values mean, is not looked into. Each operation is a step.
 *
 * @throws ScimError 400 naming the member that is wrong: `Operations[2].path`.
 */
export function* readPatchRequest(body: unknown): Steps<readonly PatchOperation[]> {
  const operations = member(readMessage(body, patchSchema, 'a PATCH'), 'Operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw refusal('"Operations" must be a list of one or more operations.');
  if (operations.length > limits.patchOperationsMax) {
    const detail = `"Operations" has ${operations.length} operations; allowed are at most ${limits.patchOperationsMax}.`;
    throw refusal(detail, 'invalidValue');
  }
  const read: PatchOperation[] = [];
  for (const [index, operation] of operations.entries()) {
    if (index > 0) yield;
    read.push(readOperation(operation, index, operations.length));
  }
  return read;
}

function readOperation(operation: JsonValue, index: number, count: number): PatchOperation {
  const where = `Operations[${index}]`;
  if (!isJsonObject(operation)) throw refusal(`"${where}" must be an object.`);
  const op = member(operation, 'op');
  const text = readPath(operation, where);
  const path: AttributePath | undefined =
    text === undefined ? undefined : namingOperation({ index }, count, () => parseAttributePath(text));
  const value = member(operation, 'value');
  if (op === 'remove') {
    if (path !== undefined) return { index, op, path, value };
    throw refusal(`"${where}.path" is missing: "remove" must say what to remove.`, 'noTarget');
  }
  if (op !== 'add' && op !== 'replace') throw refusal(`"${where}.op" must be "add", "remove" or "replace".`);
  if (value === undefined) throw refusal(`"${where}.value" is missing: "${op}" needs one.`, 'invalidValue');
  if (path !== undefined) return { index, op, path, value };
  if (isJsonObject(value)) return { index, op, value };
  const detail = `"${where}.value" must be an object of attributes, since the operation has no path.`;
  throw refusal(detail, 'invalidValue');
}

function readPath(operation: JsonObject, where: string): string | undefined {
  const path = member(operation, 'path') ?? undefined;
  if (path === undefined || typeof path === 'string') return path;
  throw refusal(`"${where}.path" must be a string.`, 'invalidPath');
}

const refusal = (detail: string, scimType: ScimType = 'invalidSyntax'): ScimError =>
  new ScimError(400, detail, scimType);
