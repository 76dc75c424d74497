import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { Steps } from '../../criteria/steps.ts';
import { parseAttributePath } from '../filter/parse-attribute-path.ts';
import { resolveAttributePath } from '../path/resolve-attribute-path.ts';
import { member } from '../resource/member.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { ResourceType } from '../schema/resource-type.ts';
import { ScimError } from '../scim-error.ts';
import type { UnreadPart } from './partly-read.ts';
import { isDivided, partsOf } from './parts-of.ts';
import { readApart, withinParts } from './read-apart.ts';

/**
 * Reads the operations of a PATCH in their order, each by itself, and what one says of several attributes attribute by
 * attribute.
 *
 * @param operations - as they came.
 * @param read - takes over what an operation says, or throws and has taken over nothing.
 */
export function* readOperations(
  type: ResourceType,
  operations: readonly JsonValue[],
  read: (operation: JsonValue) => Steps<void>,
): Steps<readonly UnreadPart[]> {
  const split = withinParts<JsonValue>((part) => operationParts(type, part));
  const unread: UnreadPart[] = [];
  for (const [index, operation] of operations.entries()) {
    for (const { part, error } of yield* readApart(operation, read, split)) {
      unread.push({ path: pathOf(part), error: atIndex(error, index) });
    }
    yield;
  }
  return unread;
}

function operationParts(type: ResourceType, operation: JsonValue): readonly JsonObject[] {
  const value = isJsonObject(operation) ? member(operation, 'value') : undefined;
  if (!isJsonObject(operation) || !isJsonObject(value)) return [];
  const [op, path] = [member(operation, 'op'), member(operation, 'path') ?? ''];
  if (path === '') return partsOf(wholeResource(type), value).map((part) => ({ op, value: part }));
  const members = Object.entries(value);
  if (members.length < 2 || typeof path !== 'string' || !leadsToSeveral(type, path)) return [];
  return members.map(([name, one]) => ({ op, path, value: { [name]: one } }));
}

/** Whether what is at the path has sub-attributes that stand for themselves. */
function leadsToSeveral(type: ResourceType, text: string): boolean {
  try {
    const path = parseAttributePath(text);
    const { extension, attribute, subAttribute } = resolveAttributePath(type, path);
    const isWithin = extension !== undefined || subAttribute !== undefined || path.valueFilter !== undefined;
    return !isWithin && isDivided(attribute);
  } catch (error) {
    if (error instanceof ScimError) return false;
    throw error;
  }
}

/** What a path or the names in a value say of the attribute; nothing where there are several. */
function pathOf(operation: JsonValue): string {
  if (!isJsonObject(operation)) return '';
  const path = member(operation, 'path');
  if (typeof path === 'string') return path.slice(0, pathCharactersShown);
  const names = Object.keys(member(operation, 'value') ?? {});
  return names.length === 1 ? String(names[0]).slice(0, pathCharactersShown) : '';
}

const pathCharactersShown = 200;

/** An operation that was read alone was the first of its message. */
function atIndex({ status, detail, scimType }: ScimError, index: number): ScimError {
  const name = `Operations[${index}]`;
  const named = detail.replaceAll('Operations[0]', name);
  return new ScimError(status, named.includes(name) ? named : `${name}: ${named}`, scimType);
}
