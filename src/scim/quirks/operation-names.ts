import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import { member } from '../resource/member.ts';
import type { Quirk } from './quirk.ts';

/** Entra: `Add`, `Replace` and `Remove` for RFC 7644's `add`, `replace` and `remove`. */
export const operationNames: Quirk = {
  name: 'operations in any letter case',
  patchMessage: (message) => {
    const operations = member(message, 'Operations');
    if (!Array.isArray(operations)) return message;
    const rewritten = operations.map(withLowerCaseOp);
    const isSame = rewritten.every((operation, index) => operation === operations[index]);
    return isSame ? message : withMember(message, 'operations', rewritten);
  },
};

function withLowerCaseOp(operation: JsonValue): JsonValue {
  const op = isJsonObject(operation) ? member(operation, 'op') : undefined;
  const isSame = !isJsonObject(operation) || typeof op !== 'string' || op === op.toLowerCase();
  return isSame ? operation : withMember(operation, 'op', op.toLowerCase());
}

/** The object with another value of the member, whatever the letter case of its name. */
const withMember = (object: JsonObject, foldedName: string, value: JsonValue): JsonObject =>
  Object.fromEntries(
    Object.entries(object).map(([name, known]) => [name, name.toLowerCase() === foldedName ? value : known]),
  );
