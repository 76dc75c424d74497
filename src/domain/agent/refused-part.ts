import { foldCase } from '../../criteria/fold-case.ts';
import { equalJson, isJsonObject, type JsonObject } from '../../criteria/json.ts';
import type { ProfileSchema } from '../profile-attribute/profile-schema.ts';
import type { Agent } from './agent.ts';
import type { RevisedAgent } from './desired-agent.ts';

/**
 * The desired agent with a part that was refused as the agent has it: a custom attribute, one of an extension or of the
 * name by itself, any other attribute whole.
 *
 * @param path - of what was refused, in SCIM notation, as errors name it; absent where none does.
 * @returns `undefined` where that part is as it was already, so that something else must be the matter.
 */
export function withoutRefusedPart(
  desired: RevisedAgent,
  agent: Agent,
  path: string | undefined,
  schema: ProfileSchema,
): RevisedAgent | undefined {
  if (path === undefined) return undefined;
  const given = { ...desired };
  const current = { ...agent.desired(), active: desired.active };
  const [root = path] = path.split('.', 1);
  const isOwn = Object.hasOwn(given, root) || Object.hasOwn(current, root);
  // Callers in process may give the agent's own attributes among those of its directory.
  for (const place of isOwn ? [path, `directory.${path}`] : [`directory.${path}`]) {
    const spared = withPartOf(given, current, place, schema);
    if (!equalJson(spared, given)) return spared as JsonObject & RevisedAgent;
  }
  return undefined;
}

/** `given` with the part at the path as it is in `current`; where nothing of the path is found, all of `current`. */
function withPartOf(
  given: JsonObject,
  current: JsonObject,
  path: string,
  schema: ProfileSchema,
  isSame = (left: string, right: string) => left === right,
): JsonObject {
  const names = Object.keys({ ...current, ...given });
  const leading = names.filter((name) => leadsTo(name, path) || isSame(name, path));
  const [name] = leading.sort((left, right) => right.length - left.length);
  if (name === undefined) return current;
  const [part, before = {}] = [given[name], current[name]];
  const rest = path.slice(name.length + 1);
  if (rest !== '' && isContainer(name) && isJsonObject(part) && isJsonObject(before)) {
    const within = name === 'profile' ? sameAttribute(schema) : undefined;
    return { ...given, [name]: withPartOf(part, before, rest, schema, within) };
  }
  const others = Object.entries(given).filter(([other]) => !isSame(other, name));
  return Object.fromEntries([...others, ...Object.entries(current).filter(([one]) => isSame(one, name))]);
}

const leadsTo = (name: string, path: string): boolean =>
  path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}:`);

/** What holds attributes that stand for themselves. No name but a URN has a colon. */
const isContainer = (name: string): boolean =>
  name === 'name' || name === 'profile' || name === 'directory' || name.includes(':');

/** Custom attributes are the same whatever the letter case, and under names that were given up. */
const sameAttribute = (schema: ProfileSchema) => (left: string, right: string) =>
  foldCase(schema.currentName(left)) === foldCase(schema.currentName(right));
