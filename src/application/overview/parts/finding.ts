import type { Instant } from '../../../domain/shared/instant.ts';

/** How something is, the worst first. */
export const conditions = ['failing', 'attention', 'waiting', 'unused', 'working'] as const;

export type Condition = (typeof conditions)[number];

/** What was found, as whoever puts it into words knows it. */
export type FindingReason =
  | 'certificateEnded'
  | 'certificateEnds'
  | 'deactivationsStopped'
  | 'groupsKept'
  | 'manyDeactivated'
  | 'metadataUnreadable'
  | 'nobodySignedIn'
  | 'noGroups'
  | 'nothingPushed'
  | 'pushed'
  | 'pushRefused'
  | 'ruleMatchesNobody'
  | 'rulesUntried'
  | 'signedIn'
  | 'signsInElsewhere'
  | 'ssoMissing'
  | 'tokenEnded'
  | 'tokenEnds'
  | 'tokenMissing'
  | 'tokenUnused'
  | 'tokenUsed';

/** Something that is known of a part, good or bad. */
export interface Finding {
  readonly condition: Condition;
  readonly reason: FindingReason;
  /** When it was so, or will be. */
  readonly at?: Instant;
  /** What it is about: an agent, a group, a token or a connection. */
  readonly subject?: { readonly type: string; readonly id?: string; readonly name?: string };
  /** How many. */
  readonly count?: number;
  /** What was said of it, where something was refused. */
  readonly message?: string;
}

export type PartName = 'singleSignOn' | 'token' | 'pushes' | 'groups';

/** A part that has to work for the whole to work. It is as well as the worst of what is known of it. */
export interface Part {
  readonly name: PartName;
  readonly condition: Condition;
  /** The worst first. */
  readonly findings: readonly Finding[];
}

export function partOf(name: PartName, findings: readonly Finding[]): Part {
  const sorted = findings.toSorted(
    (left, right) => conditions.indexOf(left.condition) - conditions.indexOf(right.condition),
  );
  return { name, condition: sorted[0]?.condition ?? 'unused', findings: sorted };
}
