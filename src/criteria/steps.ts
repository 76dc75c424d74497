/** Work that ends with a result. Whoever drives it may let others have their turn between its steps. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Whether it is such work, and not the result itself. */
export const isSteps = <Result>(work: Result | Steps<Result>): work is Steps<Result> =>
  typeof work === 'object' && work !== null && Symbol.iterator in work && 'next' in work;
