import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { AccountId, AgentId, Identifier } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';

export type AgentJobId = Identifier<'AgentJobId'>;
export const agentJobId = (text: string): AgentJobId => text as AgentJobId;

/** What people here decide about an agent, and so about many. */
export const agentDecisionNames = ['deactivate', 'reactivate', 'remove'] as const;
/** With what one job does after another, until everybody is back whom the directory had deactivated. */
export const agentJobActions = [...agentDecisionNames, 'bringBack'] as const;
export type AgentJobAction = (typeof agentJobActions)[number];

export const agentsPerJobMax = 1000;

/** An agent to whom it was not done, and why. */
export interface RefusedAgent {
  readonly id: AgentId;
  readonly code: string;
  readonly message: string;
}

export interface AgentJobState {
  readonly id: AgentJobId;
  readonly accountId: AccountId;
  /** Counts from 1, one up with every change. */
  readonly version: number;
  readonly action: AgentJobAction;
  /** Why, for the audit log. */
  readonly reason?: string;
  /** To whom it is to be done, in the order of their turns. */
  readonly agents: readonly AgentId[];
  /** How many of them, from the first on, have had their turn. */
  readonly worked: number;
  readonly refused: readonly RefusedAgent[];
  readonly createdAt: Instant;
  readonly cancelledAt?: Instant;
  /** Absent while some of them wait for their turn. */
  readonly endedAt?: Instant;
  /** Who works on it; absent where nobody does. */
  readonly holder?: string;
  /** From when on it is anybody's to work on, or once it has ended, to forget. */
  readonly dueAt: Instant;
}

/** What came of one agent's turn. */
export interface AgentJobResult {
  readonly id: AgentId;
  readonly outcome: 'waiting' | 'done' | 'refused';
  readonly refusal?: RefusedAgent;
}

type AgentJobEvent = DomainEvent<'AgentJobStarted' | 'AgentJobCancelled' | 'AgentJobEnded', 'agentJob'>;

/** Progress is a change without an event: the journal tells what is done to each agent. */
export type AgentJobChange = Change<AgentJob, AgentJobEvent>;

/** Longer than a piece of the work takes, and so long a job rests whose process has died. */
const leaseMilliseconds = 60_000;
const keptMilliseconds = 7 * 86_400_000;

/** One thing that is done to many agents, one after the other, beside all requests. Immutable. */
export class AgentJob {
  private constructor(readonly state: AgentJobState) {}

  /** @param asked - `refused` are the first of the agents, whose turn is over before it has begun. */
  static start(
    asked: Pick<AgentJobState, 'id' | 'accountId' | 'action' | 'reason' | 'agents' | 'refused'>,
    at: Instant,
  ): AgentJobChange {
    const worked = asked.refused.length;
    const job = new AgentJob({ ...asked, version: 1, worked, createdAt: at, dueAt: at });
    const { action, reason, agents } = asked;
    const told = { action, agents: agents.length, ...(reason !== undefined && { reason }) };
    return { state: job, events: [job.event('AgentJobStarted', at, told)] };
  }

  static restore(state: AgentJobState): AgentJob {
    return new AgentJob(state);
  }

  get hasEnded(): boolean {
    return this.state.endedAt !== undefined;
  }

  /** Those whose turn is next, so many at most; nobody once it is to be stopped. */
  next(limit: number): readonly AgentId[] {
    const { agents, worked, cancelledAt, endedAt } = this.state;
    return cancelledAt === undefined && endedAt === undefined ? agents.slice(worked, worked + limit) : [];
  }

  /** So many results from a position on, in the order of the turns. */
  results(from: number, limit: number): readonly AgentJobResult[] {
    const { agents, worked, refused } = this.state;
    const refusals = new Map(refused.map((refusal) => [refusal.id, refusal]));
    return agents.slice(from, from + limit).map((id, index) => {
      const refusal = refusals.get(id);
      if (refusal !== undefined) return { id, outcome: 'refused', refusal };
      return { id, outcome: from + index < worked ? 'done' : 'waiting' };
    });
  }

  /** Keeps others from it for a minute; without effect while somebody else does, and once it has ended. */
  take(holder: string, at: Instant): AgentJobChange {
    if (this.hasEnded || this.state.dueAt > at) return this.unchanged();
    return this.becoming({ holder, dueAt: instantPlus(at, leaseMilliseconds) });
  }

  /**
   * What came of the next turns; without effect where somebody else has taken it in between, who takes these turns again.
   *
   * @param turns - how many.
   */
  advance(holder: string, turns: number, refused: readonly RefusedAgent[], at: Instant): AgentJobChange {
    const { state } = this;
    if (this.hasEnded || state.holder !== holder) return this.unchanged();
    const worked = state.worked + turns;
    const progress = { worked, refused: [...state.refused, ...refused], holder: undefined };
    if (worked < state.agents.length && state.cancelledAt === undefined)
      return this.becoming({ ...progress, dueAt: at });
    const change = this.becoming({ ...progress, endedAt: at, dueAt: instantPlus(at, keptMilliseconds) });
    const told = { worked, refused: progress.refused.length };
    return { ...change, events: [this.event('AgentJobEnded', at, told)] };
  }

  /** Lets nobody else have a turn: those that have begun end. Doing so twice, or once it has ended, changes nothing. */
  cancel(at: Instant): AgentJobChange {
    if (this.hasEnded || this.state.cancelledAt !== undefined) return this.unchanged();
    return { ...this.becoming({ cancelledAt: at }), events: [this.event('AgentJobCancelled', at, {})] };
  }

  /** Ends what is kept of it. */
  forget(): AgentJobChange {
    return { before: this, state: this, removes: true, events: [] };
  }

  private unchanged(): AgentJobChange {
    return { before: this, state: this, events: [] };
  }

  private becoming(change: Partial<AgentJobState>): AgentJobChange {
    const version = this.state.version + 1;
    return { before: this, state: new AgentJob({ ...this.state, ...change, version }), events: [] };
  }

  private event(
    type: AgentJobEvent['type'],
    at: Instant,
    told: Parameters<typeof attributeChanges>[1],
  ): AgentJobEvent {
    const { accountId, id, action } = this.state;
    const target = { type: 'agentJob', id, name: action } as const;
    return { type, accountId, at, target, changes: attributeChanges({}, told) };
  }
}

export const agentJobNotFound = (id: AgentJobId): DomainError =>
  new DomainError(
    'agentJobNotFound',
    `There is no job ${JSON.stringify(id.slice(0, 80))} in this account. Jobs are kept for seven days.`,
  );
