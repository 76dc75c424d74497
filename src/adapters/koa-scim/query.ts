import { ScimError, type ScimType } from '../../scim/scim-error.ts';

/** What a query may say; other parameters are not ours and are ignored. */
const parameters = [
  'filter',
  'startIndex',
  'count',
  'cursor',
  'sortBy',
  'sortOrder',
  'attributes',
  'excludedAttributes',
] as const;
type Parameter = (typeof parameters)[number];

export type Query = Readonly<Partial<Record<Parameter, string>>>;

/**
 * The parameters of a query string, decoded; Okta writes a space as `+` or as `%20`.
 *
 * @throws ScimError 400 for an escape that is none, and for a parameter that comes twice.
 */
export function readQuery(querystring: string): Query {
  if (querystring === '') return {};
  const query: Partial<Record<Parameter, string>> = {};
  for (const pair of querystring.split('&')) {
    const [name = '', ...value] = pair.split('=');
    const parameter = parameters.find((known) => known === name);
    if (parameter === undefined) continue;
    if (query[parameter] !== undefined) {
      throw new ScimError(400, `The query has more than one "${parameter}".`, 'invalidValue');
    }
    query[parameter] = decode(value.join('='), parameter);
  }
  return query;
}

/**
 * @param text - a whole number of at most 15 digits, which every database takes.
 * @throws ScimError 400
 */
export function wholeNumber(
  text: string | undefined,
  parameter: 'startIndex' | 'count',
  scimType: ScimType,
): number | undefined {
  if (text === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new ScimError(
    400,
    `"${parameter}" must be a whole number, not ${JSON.stringify(text.slice(0, 80))}.`,
    scimType,
  );
}

function decode(text: string, parameter: Parameter): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ScimError(
      400,
      `"${parameter}" is not percent-encoded UTF-8: write "%" itself as "%25".`,
      parameter === 'filter' ? 'invalidFilter' : 'invalidValue',
    );
  }
}
