/** Why nobody is signed in. Holds no secret and nothing by which somebody could be signed in. */
export interface SignInRefusal<Check extends string> {
  /** The first check that failed. */
  readonly check: Check;
  /** What this service expects, for people. */
  readonly expected: string;
  /** What came, for people; bounded in length. */
  readonly received: string;
  /** Where to change it. */
  readonly remedy: string;
}

const charactersMax = 500;

/**
 * @param remedies - what to do about each check, for whoever set up the connection.
 * @returns what makes refusals. What it is given as received may be as it came: it is shortened, and its unprintable
 * characters are taken out.
 */
export const refusals =
  <Check extends string>(remedies: Readonly<Record<Check, string>>) =>
  (check: Check, expected: string, received: string): SignInRefusal<Check> => ({
    check,
    expected: shown(expected),
    received: shown(received),
    remedy: remedies[check],
  });

const shown = (text: string): string =>
  text
    .replaceAll(/\p{C}+/gu, ' ')
    .slice(0, charactersMax)
    .toWellFormed();
