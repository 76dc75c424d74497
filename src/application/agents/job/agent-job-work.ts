import type { AgentJob, RefusedAgent } from '../../../domain/agent/agent-job.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Application } from '../../application.ts';
import type { AccountDirectory, DueAgentJob } from '../../ports/account-directory.ts';
import type { Caller, Requester } from '../../ports/caller.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { UnitOfWork, WriteScope } from '../../ports/unit-of-work.ts';
import { refusedAgent } from './agents-of-job.ts';
import { goOnBringingBack, nextToBringBack } from './bring-back-jobs.ts';
import { principalNow } from './principal-now.ts';

/** A cancelled job does no more of them, and a process that dies has as many done again. */
const agentsPerPiece = 10;
const jobsPerRound = 20;
/** With which a piece ends well before its lease does. */
const pieceMilliseconds = 20_000;
const agentMilliseconds = 20_000;

interface Piece {
  readonly job: AgentJob;
  readonly caller: Caller;
}

/**
 * Works on jobs, a piece of each in turn, so that a long one holds up no other. What is done to an agent is done by the use case for
 * one, on behalf of whoever asked.
 */
export class AgentJobWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly application: Application,
    private readonly accounts: AccountDirectory,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
  ) {}

  /**
   * A piece of each job that nobody works on.
   *
   * @returns whether there was one.
   * @throws StorageUnavailable
   */
  async round(requester: Requester, stop?: AbortSignal): Promise<boolean> {
    const due = await this.accounts.listDueAgentJobs(this.clock.now(), jobsPerRound);
    for (const job of due) {
      if (stop?.aborted) break;
      await this.workOn(job, requester, stop);
    }
    return due.length > 0;
  }

  private async workOn({ accountId, id }: DueAgentJob, requester: Requester, stop?: AbortSignal) {
    const holder = this.identifiers.next();
    const inAccount = { ...requester, accountId };
    const taken = await this.unitOfWork.transact(inAccount, (scope) =>
      this.take(scope, id, inAccount, holder),
    );
    if (taken === undefined) return;
    const { job, caller } = taken;
    const refused: RefusedAgent[] = [];
    let turns = 0;
    const end = performance.now() + pieceMilliseconds;
    for (const agent of job.next(agentsPerPiece)) {
      if (stop?.aborted || performance.now() > end) break;
      const refusal = await this.turn(caller, job, agent);
      if (refusal !== undefined) refused.push(refusal);
      turns += 1;
    }
    const next = await this.nextAfter(job, turns, caller);
    const at = this.clock.now();
    await this.unitOfWork.transact(caller, async (scope) => {
      const change = (await scope.agentJobs.find(id))?.advance(holder, turns, refused, at);
      if (change === undefined) return;
      await scope.agentJobs.store(change);
      const hasJustEnded = change.events.length > 0;
      if (hasJustEnded && change.state.state.action === 'bringBack')
        await goOnBringingBack(scope, caller, change.state, next, { at, identifiers: this.identifiers });
    });
  }

  /** Whom another job is to bring back when this one ends by these turns. */
  private async nextAfter(
    { state: { action, agents, worked } }: AgentJob,
    turns: number,
    caller: Caller,
  ): Promise<readonly AgentId[]> {
    if (action !== 'bringBack' || worked + turns < agents.length) return [];
    return this.unitOfWork.read(caller, (scope) => nextToBringBack(scope, agents.at(-1)));
  }

  /** Takes the job in the name of whoever asked for it; `undefined` where there is nothing to be done, or nobody to do it for. */
  private async take(
    scope: WriteScope,
    id: DueAgentJob['id'],
    inAccount: Caller,
    holder: string,
  ): Promise<Piece | undefined> {
    const { agentJobs } = scope;
    const [job, asker] = [await agentJobs.find(id), await agentJobs.asker(id)];
    if (job === undefined || asker === undefined) return undefined;
    const at = this.clock.now();
    if (job.state.dueAt > at) return undefined;
    if (job.hasEnded) {
      await agentJobs.store(job.forget());
      return undefined;
    }
    const principal = await principalNow(scope, asker.principal, at);
    if (principal === undefined) await agentJobs.store(job.cancel(at));
    const taken = (principal === undefined ? job.cancel(at).state : job).take(holder, at);
    await agentJobs.store(taken);
    return { job: taken.state, caller: { ...inAccount, ...asker, principal: principal ?? asker.principal } };
  }

  /** @throws StorageUnavailable, and then those of the piece have another turn once its lease is over. */
  private async turn(caller: Caller, { state }: AgentJob, id: AgentId): Promise<RefusedAgent | undefined> {
    const { action, reason } = state;
    const { deactivateAgent, reactivateAgent, removeAgent, bringAgentBack } = this.application;
    const perform = {
      ...{ deactivate: deactivateAgent, reactivate: reactivateAgent, remove: removeAgent },
      bringBack: bringAgentBack,
    }[action];
    try {
      const deadline = performance.now() + agentMilliseconds;
      await perform({ ...caller, deadline }, { id, reason });
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // The agent was there when the job started: it was removed in between, perhaps by a turn before the process died.
      if (action === 'remove' && error.code === 'agentNotFound') return undefined;
      return refusedAgent(id, error);
    }
  }
}
