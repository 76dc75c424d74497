const charactersMax = 500;

/**
 * The path within the service to which somebody goes after a sign-in. What leads anywhere else, as a link of a stranger may, leads
 * to the start: browsers read `//host`, `/\host` and a line break within it as another host.
 */
export const returnPath = (wanted: string | undefined): string =>
  wanted !== undefined && wanted.length <= charactersMax && /^\/(?![/\\])[!-[\]-~]*$/.test(wanted)
    ? wanted
    : '/';
