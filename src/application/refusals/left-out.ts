import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { Caller } from '../ports/caller.ts';
import type { Attempt, LeftOut } from '../ports/journal-entry.ts';
import type { WriteScope } from '../ports/unit-of-work.ts';
import type { RefusalAllowance } from './refusal-allowance.ts';

/** What a refusal of a part leaves out of an attempt that is carried out otherwise. */
export const leftOutOf = ({ code, message, details: { attribute } }: DomainError): LeftOut => ({
  path: attribute,
  code,
  message,
});

interface RefusalContext {
  readonly attempt: Attempt;
  readonly at: Instant;
  readonly refusals: RefusalAllowance;
}

/**
 * Has the journal name what an attempt was carried out without. Directories repeat their requests for days, so of an
 * attempt that changed nothing it is said once until something changes.
 *
 * @param isChange - whether the attempt changed anything.
 */
export async function recordLeftOut(
  scope: Pick<WriteScope, 'journal' | 'recordRefusal'>,
  caller: Caller,
  { attempt, at, refusals }: RefusalContext,
  leftOut: readonly LeftOut[],
  isChange: boolean,
): Promise<void> {
  if (leftOut.length === 0) return;
  const refusal = new DomainError('partsLeftOut', messageOf(leftOut), { leftOut });
  if (!isChange && (await isToldAlready(scope, attempt, refusal))) return;
  // What changes something is bounded by its own entry.
  const recorded = isChange ? refusal : refusals.recordable(caller, attempt, refusal, at);
  if (recorded !== undefined) scope.recordRefusal(attempt, recorded, at);
}

const reasonsShown = 10;
const pathsShown = 20;

function messageOf(leftOut: readonly LeftOut[]): string {
  const paths = new Map<string, string[]>();
  for (const { message, path } of leftOut) {
    const unnamed = path === undefined || message.includes(path) ? [] : [`"${path}"`];
    paths.set(message, [...(paths.get(message) ?? []), ...unnamed]);
  }
  const reasons = [...paths].map(([message, named]) =>
    named.length === 0 ? message : `${shown(named, pathsShown, ', ')}: ${message}`,
  );
  return `This stayed as it was, and everything else was done. ${shown(reasons, reasonsShown, ' ')}`;
}

const shown = (texts: readonly string[], max: number, separator: string): string =>
  [...texts.slice(0, max), ...(texts.length > max ? [`and ${texts.length - max} more`] : [])].join(separator);

const entriesLookedAt = 20;

async function isToldAlready(
  { journal }: Pick<WriteScope, 'journal'>,
  { target }: Attempt,
  { code, message }: DomainError,
): Promise<boolean> {
  if (target?.id === undefined) return false;
  const newest = await journal.newestAbout(target.type, target.id, entriesLookedAt);
  const lastChange = newest.findIndex(({ refusal }) => refusal === undefined);
  const since = lastChange < 0 ? newest : newest.slice(0, lastChange);
  return since.some(({ refusal }) => refusal?.code === code && refusal.message === message);
}
