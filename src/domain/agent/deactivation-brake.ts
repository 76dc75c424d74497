import type { AccountState } from '../account/account.ts';
import type { AccountEvent } from '../account/account-events.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { contentVersion } from '../shared/content-version.ts';
import { DomainError } from '../shared/domain-error.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';
import type { AgentJobId } from './agent-job.ts';
import { type BrakeSettings, brakeSettings } from './brake-settings.ts';
import type { BrakeState } from './brake-state.ts';
import {
  addedTo,
  agentsIn,
  earliest,
  latest,
  type RecentDeactivations,
  within,
} from './recent-deactivations.ts';

export type BrakeChange = Change<DeactivationBrake, AccountEvent>;

/** What entries about the brake are about. */
type OfAccount = Pick<AccountState, 'id' | 'name'>;

/** Directories come again with what was refused, when somebody there looks at it. */
const goesOnMilliseconds = 86_400_000;
/** How long whoever is refused is told to wait: people decide meanwhile. */
const retryAfterSeconds = 300;
const minuteMilliseconds = 60_000;

/**
 * Notices that the directory takes access away from a large share of an account's agents, and where it is to, keeps it from
 * taking more. Immutable: transitions yield a change, which may be one of the count alone and has no event then.
 */
export class DeactivationBrake {
  private constructor(readonly state: BrakeState) {}

  /** That of an account in which nothing was decided, and nobody deactivated yet. */
  static readonly untouched = new DeactivationBrake({ version: 0, settings: brakeSettings(), recent: [] });

  static restore(state: BrakeState): DeactivationBrake {
    return new DeactivationBrake(state);
  }

  /** Of what people decide: `state.version` counts each deactivation as well. */
  get settingsVersion(): number {
    return contentVersion(this.state.settings);
  }

  /** @throws DomainError `attributeInvalid`. */
  set(settings: Partial<BrakeSettings>, { id, name }: OfAccount, at: Instant): BrakeChange {
    const before = this.state.settings;
    const after = brakeSettings(settings, before);
    const { wave } = this.state;
    // Whoever switches it on meanwhile means those that are still to come.
    const isStopped = after.stops && (wave?.isStopped || (!before.stops && this.isUnderWay(at)));
    const change = this.becoming({ settings: after, wave: wave && { ...wave, isStopped } });
    const event = brakeEvent('BrakeSet', { id, name }, at, { ...before }, { ...after });
    return event.changes.length === 0 ? this.unchanged() : { ...change, events: [event] };
  }

  /** Whether it has to know how many agents there are, for so many more to lose their access. */
  wantsCount(deactivations: number, at: Instant): boolean {
    const { settings, counted, wave } = this.state;
    const agents = agentsIn(this.recentAt(at)) + deactivations;
    if (wave?.isStopped || agents < settings.agentsMin) return false;
    if (counted === undefined || this.isBeforeWindow(counted.at, at)) return true;
    // Others may have come since, and nobody is told of many where they are few.
    return this.isMany(agents, counted.agents) && !this.isUnderWay(at);
  }

  /** @param active - agents that have access, before the next loses it. */
  counting(active: number, at: Instant): DeactivationBrake {
    const recent = this.recentAt(at);
    return new DeactivationBrake({
      ...this.state,
      recent,
      counted: { at, agents: active + agentsIn(recent) },
    });
  }

  /** The directory takes away the access of one more agent. @throws DomainError `brakeHolds`. */
  deactivation(account: OfAccount, at: Instant): BrakeChange {
    this.requireReleased();
    const { settings, counted, wave } = this.state;
    const recent = addedTo(this.recentAt(at), at, this.windowMilliseconds);
    const agents = agentsIn(recent);
    const of = counted?.agents ?? 0;
    if (!this.isMany(agents, of)) return this.becoming({ recent });
    if (wave !== undefined && this.isUnderWay(at)) {
      const [since, lastAt] = [earliest(at, wave.since), latest(at, wave.lastAt)];
      return this.becoming({ recent, wave: { ...wave, since, lastAt, agents: wave.agents + 1 } });
    }
    const { goesOnUntil } = this.state;
    const isStopped = settings.stops && (goesOnUntil === undefined || goesOnUntil <= at);
    const since = recent.reduce((first, { from }) => earliest(first, from), at);
    const lastAt = recent.reduce((last, { to }) => latest(last, to), at);
    const change = this.becoming({ recent, wave: { since, toldAt: at, lastAt, agents, of, isStopped } });
    const told = { agents, of, since, minutes: settings.minutes, isStopped };
    return { ...change, events: [brakeEvent('ManyAgentsDeactivated', account, at, {}, told)] };
  }

  /** To be asked before the directory removes whoever has no access any more. @throws DomainError `brakeHolds`. */
  requireReleased(): void {
    const { wave, settings } = this.state;
    if (!wave?.isStopped) return;
    throw new DomainError(
      'brakeHolds',
      `Since ${wave.since} the directory has taken access away from ${wave.agents} of ${wave.of} agents, more than ${settings.percent} % within ${settings.minutes} minutes. Nobody else is deactivated or removed until an administrator here has it go on, or brings them back.`,
      { retryAfterSeconds },
    );
  }

  /** The wave was meant: for a day nothing is stopped. Doing so twice changes nothing. */
  goOn(account: OfAccount, at: Instant): BrakeChange {
    const { wave, settings } = this.state;
    if (wave === undefined) return this.unchanged();
    const goesOnUntil = settings.stops ? instantPlus(at, goesOnMilliseconds) : undefined;
    const change = this.becoming({ recent: [], wave: undefined, goesOnUntil });
    const told = { decision: 'goOn', agents: wave.agents, goesOnUntil };
    return { ...change, events: [brakeEvent('BrakeReleased', account, at, {}, told)] };
  }

  /**
   * A job begins to bring the agents of the wave back. It stays until all have had a turn.
   *
   * @param instead - the job in whose place it comes; nothing changes where that is another one by now.
   * @param goesOn - where it takes those behind the last of that one, and not all that are still out.
   */
  bringBack(job: AgentJobId, instead: AgentJobId | undefined, goesOn: boolean): BrakeChange {
    const { wave } = this.state;
    if (wave === undefined || wave.job !== instead) return this.unchanged();
    const refused = goesOn ? wave.refused : undefined;
    return this.becoming({ wave: { ...wave, job, refused } });
  }

  /** More agents have had their turn in the job. Nothing changes where another one has taken its place. */
  advance(job: AgentJobId, turns: number, refused: number): BrakeChange {
    const { wave } = this.state;
    if (wave?.job !== job) return this.unchanged();
    const broughtBack = (wave.broughtBack ?? 0) + turns - refused;
    return this.becoming({ wave: { ...wave, broughtBack, refused: (wave.refused ?? 0) + refused } });
  }

  /** Everybody has had a turn. Nothing changes where another job has taken its place, or the wave was let go on. */
  broughtBack(job: AgentJobId, account: OfAccount, at: Instant): BrakeChange {
    const { wave } = this.state;
    if (wave?.job !== job) return this.unchanged();
    const change = this.becoming({ recent: [], wave: undefined });
    const { agents, broughtBack, refused } = wave;
    const told = { decision: 'bringBack', agents, broughtBack, refused };
    return { ...change, events: [brakeEvent('BrakeReleased', account, at, {}, told)] };
  }

  /** Whether what comes now belongs to the wave. While it is being brought back, no other one begins. */
  private isUnderWay(at: Instant): boolean {
    const { wave } = this.state;
    return wave !== undefined && (wave.job !== undefined || !this.isBeforeWindow(wave.lastAt, at));
  }

  private isMany(agents: number, of: number): boolean {
    const { agentsMin, percent } = this.state.settings;
    return agents >= agentsMin && agents * 100 > percent * of;
  }

  private get windowMilliseconds(): number {
    return this.state.settings.minutes * minuteMilliseconds;
  }

  private isBeforeWindow(time: Instant, at: Instant): boolean {
    return instantPlus(time, this.windowMilliseconds) < at;
  }

  private recentAt(at: Instant): readonly RecentDeactivations[] {
    return within(this.state.recent, at, this.windowMilliseconds);
  }

  /** Of whoever only keeps others from changing it meanwhile. */
  unchanged(): BrakeChange {
    return { before: this, state: this, events: [] };
  }

  private becoming(change: Partial<BrakeState>): BrakeChange {
    const version = this.state.version + 1;
    return { before: this, state: new DeactivationBrake({ ...this.state, ...change, version }), events: [] };
  }
}

export const nobodyToBringBack = (): DomainError =>
  new DomainError(
    'nobodyToBringBack',
    'There is nobody to be brought back: the directory has not deactivated many at once, or they are all back, or somebody here wants them out.',
  );

const brakeEvent = (
  type: Extract<AccountEvent['type'], 'BrakeSet' | 'BrakeReleased' | 'ManyAgentsDeactivated'>,
  { id, name }: OfAccount,
  at: Instant,
  ...[before, after]: Parameters<typeof attributeChanges>
): AccountEvent => ({
  ...{ type, accountId: id, at, target: { type: 'account', id, name } },
  changes: attributeChanges(before, after),
});
