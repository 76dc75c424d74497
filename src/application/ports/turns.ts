import type { Steps } from '../../criteria/steps.ts';

/** Others notice no pause that is not longer. */
const turnMilliseconds = 10;

/** Of the event loop, for long work that lets others have theirs: where nothing has to be waited for, nobody else runs. */
export class Turns {
  private begunAt = performance.now();

  /** Nothing while this turn is short; otherwise a promise that resolves behind whoever waits. */
  giveWay(): Promise<void> | undefined {
    return performance.now() - this.begunAt < turnMilliseconds ? undefined : this.next();
  }

  private async next(): Promise<void> {
    await new Promise(setImmediate);
    this.begunAt = performance.now();
  }
}

/** Does the work, and gives way between its steps. Short work is done at once, without a promise. */
export function inTurns<Result>(steps: Steps<Result>): Result | Promise<Result> {
  const first = steps.next();
  // Most work has one step, and nobody needs to know when it began.
  return first.done ? first.value : further(steps, new Turns());
}

function further<Result>(steps: Steps<Result>, turns: Turns): Result | Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const turn = turns.giveWay();
    if (turn !== undefined) return turn.then(() => further(steps, turns));
  }
}
