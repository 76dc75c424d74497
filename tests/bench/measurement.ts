export interface Measurement {
  readonly operationsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/** @param milliseconds - of each operation; `elapsed`, of all of them, many of which ran at once. */
export function measurementOf(milliseconds: readonly number[], elapsed: number): Measurement {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const percentile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return {
    operationsPerSecond: milliseconds.length / (elapsed / 1000),
    p50Milliseconds: percentile(0.5),
    p99Milliseconds: percentile(0.99),
  };
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;

export function quartilesOf(numbers: readonly number[]): readonly [number, number, number] {
  const sorted = [...numbers].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return [at(0.25), median(numbers), at(0.75)];
}

/** The median time of one request after the other. */
export interface QueryResult {
  readonly name: string;
  /** By the number of agents in the account, of members in the group, or of entries in a log. */
  readonly milliseconds: Readonly<Record<number, number>>;
  /** The time at the greatest size to that at the smallest. */
  readonly growth: number;
}

/** @param times - milliseconds, by size. */
export function queryResult(name: string, times: ReadonlyMap<number, readonly number[]>): QueryResult {
  const milliseconds = Object.fromEntries([...times].map(([size, some]) => [size, median(some)]));
  const sizes = [...times.keys()];
  const of = (size: number) => milliseconds[size] ?? Number.NaN;
  return { name, milliseconds, growth: of(Math.max(...sizes)) / of(Math.min(...sizes)) };
}

const turnsDefault = 15;
/** Statements are prepared and pages are read from the disk in the first turns. */
const warmUps = 2;

/**
 * Asks each of several sizes in turns, so that a noisy machine slows all alike.
 *
 * @param ask - resolves with the milliseconds that it took.
 */
export async function askInTurns<Sized>(
  name: string,
  sized: readonly Sized[],
  sizeOf: (one: Sized) => number,
  ask: (one: Sized, turn: number) => Promise<number>,
  turns = turnsDefault,
): Promise<QueryResult> {
  const times = new Map(sized.map((one) => [sizeOf(one), [] as number[]]));
  for (let turn = 0; turn < turns + warmUps; turn++)
    for (const one of sized) {
      const milliseconds = await ask(one, turn);
      if (turn >= warmUps) times.get(sizeOf(one))?.push(milliseconds);
    }
  return queryResult(name, times);
}

/** The milliseconds that some work takes. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
