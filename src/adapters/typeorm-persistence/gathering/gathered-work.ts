import type { Caller } from '../../../application/ports/caller.ts';
import type { TraceContext } from '../../../application/ports/trace-context.ts';
import { leaseOf } from '../connections/retrying-connections.ts';
import type { Piece } from './gathering.ts';

/** Work of a caller that waits to be done, and the promise of its outcome. */
export class GatheredWork<Scope> implements Piece {
  readonly deadline: number;
  private readonly settlement = Promise.withResolvers<unknown>();

  constructor(
    readonly caller: Caller,
    readonly run: (scope: Scope) => Promise<unknown>,
    readonly about?: string,
  ) {
    this.deadline = leaseOf(caller).deadline;
  }

  get account(): string {
    return this.caller.accountId;
  }

  get outcome(): Promise<unknown> {
    return this.settlement.promise;
  }

  resolve(result: unknown): void {
    this.settlement.resolve(result);
  }

  reject(error: unknown): void {
    this.settlement.reject(error);
  }
}

/**
 * For whom a connection is lent that works share: whoever gives up first decides for how long.
 *
 * @param trace - of what is done for all of them.
 */
export const borrowerOf = (
  works: readonly GatheredWork<never>[],
  trace: TraceContext | undefined,
): Caller & { readonly deadline: number } => {
  const [first] = works as readonly [GatheredWork<never>];
  return { ...first.caller, trace, deadline: Math.min(...works.map(({ deadline }) => deadline)) };
};
