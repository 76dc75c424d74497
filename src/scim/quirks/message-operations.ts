import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { member } from '../resource/member.ts';

/** The PatchOp message with each of its operations rewritten; the same message where none is. */
export function mapOperations(
  message: JsonObject,
  rewrite: (operation: JsonObject) => JsonObject,
): JsonObject {
  const operations = member(message, 'Operations');
  if (!Array.isArray(operations)) return message;
  const rewritten = operations.map((operation: JsonValue) =>
    isJsonObject(operation) ? rewrite(operation) : operation,
  );
  const isSame = rewritten.every((operation, index) => operation === operations[index]);
  return isSame ? message : withMember(message, 'operations', rewritten);
}

/** The object with another value of the member, whatever the letter case of its name, or without it. */
export const withMember = (
  object: JsonObject,
  foldedName: string,
  value: JsonValue | undefined,
): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, known]) => [name, name.toLowerCase() === foldedName ? value : known]),
  );
