import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import { type AccountScope, FallenApart, NotTogether } from '../scope/account-scope.ts';
import type { GatheredWork } from './gathered-work.ts';

/** How a work ended that shared a connection. */
export interface Outcome<Scope> {
  readonly work: GatheredWork<Scope>;
  readonly scope: AccountScope;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Does the work. Never rejects, since nobody may leave a shared connection while others ask something of it. */
export async function outcomeOf<Scope>(
  work: GatheredWork<Scope>,
  scope: AccountScope,
  run: () => Promise<unknown>,
): Promise<Outcome<Scope>> {
  try {
    return { work, scope, result: await run() };
  } catch (error) {
    return { work, scope, error };
  }
}

/**
 * Sees to it that what went wrong with some of the works is no matter of the others.
 *
 * @throws the database's error where its connection was lost. @throws FallenApart where the transaction has to be undone.
 */
export function requireApart(outcomes: readonly Outcome<never>[]): void {
  for (const { scope, error } of outcomes) {
    if (error === undefined) continue;
    const failure = scope.dialect.failureOf(error);
    if (failure === 'unreachable' || failure === 'unusable') throw error;
    if (failure !== 'ours' || scope.hasWritten) throw new FallenApart(undefined, { cause: error });
  }
}

/** Tells whoever waits for the works how they ended. @returns those that have to be done by themselves. */
export function settle<Scope>(outcomes: readonly Outcome<Scope>[]): readonly GatheredWork<Scope>[] {
  const left: GatheredWork<Scope>[] = [];
  for (const { work, scope, result, error } of outcomes) {
    if (error instanceof NotTogether || error instanceof ConcurrentChange) left.push(work);
    else if (error !== undefined) work.reject(error);
    else {
      for (const act of scope.afterCommit) act();
      work.resolve(result);
    }
  }
  return left;
}
