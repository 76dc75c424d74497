import { setImmediate as nextTurn } from 'node:timers/promises';

/** Others notice no pause that is not longer. */
const turnMilliseconds = 10;

/** Of the event loop, for long work that lets others have theirs: where nothing has to be waited for, nobody else runs. */
export class Turns {
  private begunAt = performance.now();

  /** Resolves at once, or behind whoever waits where this turn is long enough. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.begunAt < turnMilliseconds) return;
    await nextTurn();
    this.begunAt = performance.now();
  }
}
