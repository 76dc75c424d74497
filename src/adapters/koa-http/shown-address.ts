import { hidePasswords, hideSecrets } from '../../application/requests/request/hide-secrets.ts';

const pathCharactersMax = 1_000;
const queryCharactersMax = 2_000;

/**
 * Parameters whose values the request log shows: those of searches and pages. Any other may be a secret, as `code` and
 * `state` of a sign-in are.
 */
const harmlessParameters = new Set([
  ...['filter', 'startindex', 'count', 'sortby', 'sortorder', 'attributes', 'excludedattributes'],
  ...['limit', 'since', 'until', 'agent', 'group', 'q', 'dryrun', 'format', 'refused', 'failed', 'status'],
]);

export const shownPath = (path: string): string => hideSecrets(path.slice(0, pathCharactersMax));

/** A query as the request log may repeat it, decoded. */
export function shownQuery(querystring: string): string {
  const shown = querystring
    .slice(0, queryCharactersMax)
    .split('&')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      if (rest.length === 0) return hideSecrets(name);
      const isHarmless = harmlessParameters.has(name.toLowerCase());
      return `${hideSecrets(name)}=${isHarmless ? hideSecrets(hidePasswords(decoded(rest.join('=')))) : '…'}`;
    });
  return shown.join('&');
}

/** A blank is `+` or `%20`, a quotation mark `%22`: nobody reads a filter so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
