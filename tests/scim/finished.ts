import type { Steps } from '../../src/criteria/steps.ts';

/** The result of work whose steps are all taken at once. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
