import type { Instant } from '../shared/instant.ts';
import type { AgentJobId } from './agent-job.ts';
import type { BrakeSettings } from './brake-settings.ts';
import type { RecentDeactivations } from './recent-deactivations.ts';

/** Many agents whose access the directory took away within minutes: a wrong assignment, perhaps. */
export interface Wave {
  /** Since the first deactivation that counts. */
  readonly since: Instant;
  /** When it was told. */
  readonly toldAt: Instant;
  /** When the directory last took access away in it. */
  readonly lastAt: Instant;
  /** How many agents have lost their access in it, those that were removed included. */
  readonly agents: number;
  /** Of how many who had access before it. */
  readonly of: number;
  /** Whether the directory is kept from taking away more, until somebody here decides. */
  readonly isStopped: boolean;
  /** What brings its agents back, or was to. */
  readonly job?: AgentJobId;
  /** How many have had their turn in being brought back, without those to whom it was not done. */
  readonly broughtBack?: number;
  /** To how many it was not done, since somebody here last said so. */
  readonly refused?: number;
}

export interface BrakeState {
  readonly version: number;
  readonly settings: BrakeSettings;
  readonly recent: readonly RecentDeactivations[];
  /** How many agents had access before the recent deactivations, when they were last counted. */
  readonly counted?: { readonly at: Instant; readonly agents: number };
  readonly wave?: Wave;
  /** Until when nothing is stopped, since somebody here had the directory go on. */
  readonly goesOnUntil?: Instant;
}
