import { hideTokens } from '../../application/access/token/token-text.ts';
import { aligned, printable } from './aligned-text.ts';
import { OperatorError } from './operator-error.ts';

/** What people name by its id, or by what they know it as. */
export interface Nameable<Found> {
  /** Begins the codes of errors: `agentNotFound`, `agentAmbiguous`. */
  readonly noun: 'account' | 'agent' | 'connection' | 'group' | 'group template' | 'owner' | 'token';
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

/** The one that is meant, where there may be none. @throws OperatorError `…Ambiguous`. */
export async function find<Found>(
  { noun, lookUps, describe }: Nameable<Found>,
  named: string,
): Promise<Found | undefined> {
  for (const lookUp of lookUps) {
    const found = await lookUp();
    if (found.length === 0) continue;
    if (found.length === 1) return found[0];
    const rows = aligned(found.map(describe)).trimEnd();
    throw new OperatorError(
      `${codeOf(noun)}Ambiguous`,
      `Several ${noun}s are meant by ${shown(named)}; say which one by its id:\n${rows}`,
    );
  }
  return undefined;
}

/**
 * The one that is meant.
 *
 * @param named - what was typed, for messages.
 * @throws OperatorError `…NotFound`, `…Ambiguous`.
 */
export async function choose<Found>(nameable: Nameable<Found>, named: string): Promise<Found> {
  const found = await find(nameable, named);
  if (found !== undefined) return found;
  const { noun, knownBy, advice } = nameable;
  const where = noun === 'account' ? '' : ' in this account';
  const message = `There is no ${noun} with the ${knownBy} ${shown(named)}${where}.`;
  throw new OperatorError(`${codeOf(noun)}NotFound`, [message, advice].filter(Boolean).join(' '));
}

const codeOf = (noun: string): string => noun.replace(/ \w/, (letter) => letter.trim().toUpperCase());

const shown = (named: string): string => printable(JSON.stringify(hideTokens(named).slice(0, 80)));
