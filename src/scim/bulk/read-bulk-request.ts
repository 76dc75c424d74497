import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { limits } from '../limits.ts';
import { readMessage } from '../messages/read-message.ts';
import { member } from '../resource/member.ts';
import { quoted } from '../resource/quoted.ts';
import { ScimError, type ScimType } from '../scim-error.ts';
import { type BulkMethod, type BulkOperation, bulkMethods } from './bulk-operation.ts';

const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

export interface BulkRequest {
  /** After so many errors no further operation is begun; absent for however many. */
  readonly failOnErrors?: number;
  /** In the place of an operation that cannot be read, why. */
  readonly operations: readonly (BulkOperation | UnreadableOperation)[];
}

/** An operation that cannot be read; what could be read of it tells the client which one it is. */
export interface UnreadableOperation {
  readonly method?: string;
  readonly bulkId?: string;
  readonly error: ScimError;
}

/**
 * RFC 7644 section 3.7. What is wrong within one operation is that operation's own error.
 *
 * @throws ScimError 400 for a message that is none, 413 for too many operations.
 */
export function readBulkRequest(body: unknown): BulkRequest {
  const message = readMessage(body, bulkSchema, 'a Bulk request');
  const operations = member(message, 'Operations');
  // RFC 7644 section 3.7: it is required, and an empty list is as good as none (RFC 7643 section 2.5).
  if (!Array.isArray(operations) || operations.length === 0)
    throw refusal('"Operations" must be a list of one or more operations.');
  if (operations.length > limits.bulkOperationsMax) {
    const detail = `"Operations" has ${operations.length} operations; allowed are at most ${limits.bulkOperationsMax} in one request.`;
    throw new ScimError(413, detail);
  }
  const bulkIds = new Set<string>();
  return {
    failOnErrors: readFailOnErrors(message),
    operations: operations.map((operation, index) =>
      readOperation(operation, `Operations[${index}]`, bulkIds),
    ),
  };
}

function readFailOnErrors(body: JsonObject): number | undefined {
  const value = member(body, 'failOnErrors') ?? undefined;
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0))
    return Number(value) || undefined;
  throw refusal('"failOnErrors" must be a whole number of errors.', 'invalidValue');
}

function readOperation(
  operation: JsonValue,
  where: string,
  bulkIds: Set<string>,
): BulkOperation | UnreadableOperation {
  if (!isJsonObject(operation)) return { error: refusal(`"${where}" must be an object.`) };
  const method = textMember(operation, 'method');
  const bulkId = textMember(operation, 'bulkId');
  try {
    return { ...readMembers(operation, where), bulkId: readBulkId(method, bulkId, where, bulkIds) };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { method, bulkId, error };
  }
}

function readMembers(operation: JsonObject, where: string): BulkOperation {
  const method = textMember(operation, 'method')?.toUpperCase();
  if (!bulkMethods.some((known) => known === method)) {
    throw refusal(`"${where}.method" must be one of ${bulkMethods.join(', ')}.`);
  }
  const path = textMember(operation, 'path');
  const places = method === 'POST' ? /^\/[^/?]+$/ : /^\/[^/?]+\/[^/?]+$/;
  if (path === undefined || !places.test(path)) {
    const example = method === 'POST' ? '"/Users"' : '"/Users/{id}"';
    throw refusal(`"${where}.path" must be a path such as ${example}.`, 'invalidPath');
  }
  const data = member(operation, 'data');
  if (data === undefined && method !== 'DELETE') {
    throw refusal(`"${where}.data" is missing: ${method} needs a body.`);
  }
  return { method: method as BulkMethod, path, data, version: textMember(operation, 'version') };
}

function readBulkId(
  method: string | undefined,
  bulkId: string | undefined,
  where: string,
  bulkIds: Set<string>,
): string | undefined {
  if (bulkId === undefined || bulkId === '') {
    if (method?.toUpperCase() !== 'POST') return undefined;
    throw refusal(
      `"${where}.bulkId" is missing: a POST needs one, by which its result is known.`,
      'invalidValue',
    );
  }
  if (bulkIds.has(bulkId)) {
    throw refusal(`"${where}.bulkId" is ${quoted(bulkId)}, as that of an operation before.`, 'invalidValue');
  }
  bulkIds.add(bulkId);
  return bulkId;
}

function textMember(object: JsonObject, name: string): string | undefined {
  const value = member(object, name);
  return typeof value === 'string' ? value : undefined;
}

const refusal = (detail: string, scimType: ScimType = 'invalidSyntax'): ScimError =>
  new ScimError(400, detail, scimType);
