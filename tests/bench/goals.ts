import type { Result, Verb } from './contest.ts';
import { cellOf, type LastRelease, noiseRatio, p50ToBare } from './last-release.ts';

/** How many times as fast as the bare server, on MySQL. */
const speedsWanted: Readonly<Record<number, Readonly<Record<Verb, number>>>> = {
  16: { create: 1.3, 'read by id': 1.2, 'userName eq': 1.2, PUT: 1.1, PATCH: 1.1 },
  64: { create: 1.5, 'read by id': 1.5, 'userName eq': 1.5, PUT: 1.5, PATCH: 1.5 },
};

export interface Goal {
  readonly wanted: string;
  readonly isReached: boolean;
}

/** What is wanted of a verb: speed where many ask at once, and where one asks, no longer a wait than before. */
export function goalOf(result: Result, lastRelease: LastRelease): Goal | undefined {
  if (result.database !== 'mysql') return undefined;
  const speed = speedsWanted[result.connections]?.[result.verb];
  if (speed !== undefined) return { wanted: `≥ ${speed}`, isReached: result.speedToBare >= speed };
  const before = lastRelease.cells[cellOf(result)];
  if (result.connections !== 1 || before === undefined) return undefined;
  return {
    wanted: `p50 ≤ ${before.p50ToBare.toFixed(2)}`,
    isReached: p50ToBare(result) <= before.p50ToBare * noiseRatio,
  };
}
