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

const parametersByName = new Map<string, Parameter>(parameters.map((name) => [name.toLowerCase(), name]));

export type Query = Readonly<Partial<Record<Parameter, string>>>;

/**
 * The parameters of a query string, decoded. Their names are read in any letter case, as all names of SCIM are: a client
 * whose `startindex` was ignored would be given the first page for ever. One without a value is as good as absent,
 * but for `cursor`, which then asks for the first page (RFC 9865 section 2).
 *
 * @throws ScimError 400 for an escape that is none, and for a parameter with two values, unless it is a list.
 */
export function readQuery(querystring: string): Query {
  if (querystring === '') return {};
  const query: Partial<Record<Parameter, string>> = {};
  for (const pair of querystring.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const parameter = parametersByName.get(name.toLowerCase());
    if (parameter === undefined) continue;
    const value = decode(rest.join('='), parameter).trim();
    if (value === '' && parameter !== 'cursor') continue;
    query[parameter] = together(parameter, query[parameter], value);
  }
  return query;
}

/** Lists of names are joined; of anything else there is no telling which value is meant. */
function together(parameter: Parameter, before: string | undefined, value: string): string {
  if (before === undefined || before === value) return value;
  if (parameter === 'attributes' || parameter === 'excludedAttributes') return `${before},${value}`;
  throw new ScimError(400, `The query has two values of "${parameter}"; give one of them.`, 'invalidValue');
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
    if (!text.includes('+')) return decodeURIComponent(text);
    return text.includes('%20')
      ? blanksBetweenTexts(decodeURIComponent(text))
      : decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ScimError(
      400,
      `"${parameter}" is not percent-encoded UTF-8: write "%" itself as "%25".`,
      parameter === 'filter' ? 'invalidFilter' : 'invalidValue',
    );
  }
}

const textOrPlus = /"(?:\\.|[^"\\])*"?|(?<!\d[eE])\+/gs;

/**
 * A form writes a blank as `+`, and a `+` as `%2B`; a URI (RFC 3986) writes a blank as `%20`, and may write a `+` as itself.
 * Clients do either. So a `+` is a blank, unless the same value has a `%20`: then it is itself within quotes, as in
 * `userName%20eq%20"a+b@example.com"`. Around them a filter has no `+` but that of an exponent, so that there it stays
 * a blank, for clients who put `Sales%20Team` into `displayName+eq+"…"`.
 */
const blanksBetweenTexts = (filter: string): string =>
  filter.replace(textOrPlus, (found) => (found === '+' ? ' ' : found));
