import type { JsonValue } from '../../criteria/json.ts';

const exampleCharactersMax = 80;

/** Parts of names whose values are no business of administrators. */
const secretName = /passw|pwd|secret|token|credential|private|pin|key|otp|ssn|iban/i;

/**
 * A value that is not kept, as an example for people: its JSON, cut to 80 characters. Of objects, which may hold
 * anything, and of what may be a secret by its name, only the kind is told.
 */
export function exampleOf(name: string, value: JsonValue): string {
  const isPlain = [value].flat().every((element) => typeof element !== 'object' || element === null);
  if (!isPlain || secretName.test(name)) return kindOf(value);
  const text = JSON.stringify(value);
  return text.length <= exampleCharactersMax
    ? text
    : `${text.slice(0, exampleCharactersMax - 1).toWellFormed()}…`;
}

function kindOf(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
