import { hideTokens } from '../../application/access/token/token-text.ts';
import { aligned, printable } from './aligned-text.ts';
import { OperatorError } from './operator-error.ts';

/** What people name by its id, or by what they know it as. */
export interface Nameable<Found> {
  /** Begins the codes of errors: `agentNotFound`, `agentAmbiguous`. */
  readonly noun: 'account' | 'agent' | 'connection' | 'group' | 'group template' | 'token';
  /** By what it is known, such as "id or name". */
  readonly knownBy: string;
  /** Looks for what is named: the id first, and what is less certain after it. */
  readonly lookUps: readonly (() => readonly Found[] | Promise<readonly Found[]>)[];
  /** Its id, and what tells it from others of the same name. */
  readonly describe: (found: Found) => readonly [id: string, ...more: (string | undefined)[]];
  /** What else to try where there is none. */
  readonly advice?: string;
}

/** How many of the same name are found, at most, to be shown. */
export const namesakesMax = 20;

/** All that are meant, of which there should be one. */
export async function findNamed<Found>({
  lookUps,
}: Pick<Nameable<Found>, 'lookUps'>): Promise<readonly Found[]> {
  for (const lookUp of lookUps) {
    const found = await lookUp();
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The one that is meant.
 *
 * @param named - what was typed, for messages.
 * @throws OperatorError `…NotFound`, `…Ambiguous`.
 */
export async function choose<Found>(nameable: Nameable<Found>, named: string): Promise<Found> {
  const { noun, knownBy, describe, advice } = nameable;
  const found = await findNamed(nameable);
  const [only, ...others] = found;
  const code = noun.replace(/ \w/, (letter) => letter.trim().toUpperCase());
  const shown = printable(JSON.stringify(hideTokens(named).slice(0, 80)));
  if (only === undefined) {
    const where = noun === 'account' ? '' : ' in this account';
    const message = `There is no ${noun} with the ${knownBy} ${shown}${where}.`;
    throw new OperatorError(`${code}NotFound`, [message, advice].filter(Boolean).join(' '));
  }
  if (others.length === 0) return only;
  const rows = aligned(found.map(describe)).trimEnd();
  throw new OperatorError(
    `${code}Ambiguous`,
    `Several ${noun}s are meant by ${shown}; say which one by its id:\n${rows}`,
  );
}
