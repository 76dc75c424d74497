import type { JsonObject, JsonValue } from '../../../criteria/json.ts';
import { ApiProblem } from '../problem.ts';

/**
 * What the texts of a query say of a property: a number or a boolean where it is one, a list where it is a list. A text that is none
 * of what it should be stays one, which the property's own rules then refuse.
 *
 * @param schema - of the property; absent for a text.
 * @throws ApiProblem where several values are given of what is no list.
 */
export function parameterValue(name: string, texts: readonly string[], schema: JsonObject = {}): JsonValue {
  if (schema.type === 'array') return [...texts];
  const [text = '', ...others] = texts;
  if (others.length > 0)
    throw new ApiProblem('parameterInvalid', `The query has several values of "${name}"; give one.`, name);
  return scalar(text, schema.type);
}

function scalar(text: string, type: unknown): JsonValue {
  switch (type) {
    case 'integer':
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      return text;
  }
}
