import type { AgentJob } from '../../../domain/agent/agent-job.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Application } from '../../application.ts';
import type { AccountDirectory, DueAgentJob } from '../../ports/account-directory.ts';
import type { Caller, Requester } from '../../ports/caller.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { UnitOfWork, WriteScope } from '../../ports/unit-of-work.ts';
import { goOnBringingBack, nextToBringBack } from './bring-back-jobs.ts';
import { principalNow } from './principal-now.ts';
import { turnsOf } from './turns-of-job.ts';

const jobsPerRound = 20;

interface Piece {
  readonly job: AgentJob;
  readonly caller: Caller;
}

/**
 * Works on jobs, a piece of each in turn, so that a long one holds up no other.
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
    const { count, refused } = await turnsOf(this.application, caller, job, stop);
    const next = await this.nextAfter(job, count, caller);
    const at = this.clock.now();
    await this.unitOfWork.transact(caller, async (scope) => {
      const change = (await scope.agentJobs.find(id))?.advance(holder, count, refused, at);
      if (change === undefined || change.state === change.before) return;
      await scope.agentJobs.store(change);
      if (job.state.action !== 'bringBack') return;
      await scope.brake.change((brake) => brake.advance(id, count, refused.length));
      const hasJustEnded = change.events.length > 0;
      if (hasJustEnded)
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
}
