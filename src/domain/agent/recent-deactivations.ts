import { type Instant, instantPlus } from '../shared/instant.ts';

/** Agents that lost their access at about the same time. */
export interface RecentDeactivations {
  /** When the first of them did, and when the last. */
  readonly from: Instant;
  readonly to: Instant;
  readonly agents: number;
}

/** Into so many parts a window falls at most, however many deactivations are in it: it is as exact as one of them is long. */
const partsMax = 60;

/** Those whose time is not before the window that ends now; the oldest come first. */
export const within = (
  recent: readonly RecentDeactivations[],
  at: Instant,
  windowMilliseconds: number,
): readonly RecentDeactivations[] => recent.filter(({ from }) => instantPlus(from, windowMilliseconds) >= at);

export function addedTo(
  recent: readonly RecentDeactivations[],
  at: Instant,
  windowMilliseconds: number,
): readonly RecentDeactivations[] {
  const last = recent.at(-1);
  if (last === undefined || instantPlus(last.from, windowMilliseconds / partsMax) <= at)
    return [...recent, { from: at, to: at, agents: 1 }];
  // Whoever began earlier may come later.
  const part = { from: earliest(at, last.from), to: latest(at, last.to), agents: last.agents + 1 };
  return [...recent.slice(0, -1), part];
}

export const earliest = (one: Instant, other: Instant): Instant => (one < other ? one : other);
export const latest = (one: Instant, other: Instant): Instant => (one < other ? other : one);

export const agentsIn = (recent: readonly RecentDeactivations[]): number =>
  recent.reduce((sum, { agents }) => sum + agents, 0);
