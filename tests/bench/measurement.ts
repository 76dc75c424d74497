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
