import type { AgentJobAsker, AgentJobRepository } from '../../../application/ports/agent-job-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import {
  AgentJob,
  type AgentJobAction,
  type AgentJobChange,
  type AgentJobId,
  agentJobId,
} from '../../../domain/agent/agent-job.ts';
import { accountId, agentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { agentJobEntity } from '../entities/agent-job-entity.ts';
import type { RowOf } from '../entities/column-lists.ts';
import type { AccountScope } from '../scope/account-scope.ts';

type AgentJobRow = RowOf<typeof agentJobEntity>;

export class SqlAgentJobRepository implements AgentJobRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: AgentJobId): Promise<AgentJob | undefined> {
    const row = await this.jobs.find({ id });
    return row && jobOf(row);
  }

  async list(): Promise<readonly AgentJob[]> {
    // The ids grow with time.
    return (await this.jobs.list('id')).map(jobOf).toReversed();
  }

  async asker(id: AgentJobId): Promise<AgentJobAsker | undefined> {
    return (await this.jobs.find({ id }))?.asker;
  }

  async store({ before, state: job, removes, events }: AgentJobChange): Promise<void> {
    if (job === before && !removes) return;
    const { id, version } = job.state;
    if (before === undefined) await this.insert(job);
    else {
      const stored = { id, version: before.state.version };
      const rows = removes
        ? await this.jobs.delete(stored)
        : await this.jobs.update(stored, { ...progressOf(job), version });
      if (rows === 0) throw new ConcurrentChange('The job was changed in between.');
    }
    this.scope.collect(events);
  }

  private async insert(job: AgentJob): Promise<void> {
    const { principal, source, requestId } = this.scope.caller;
    const { id, version, action, reason = null, agents, createdAt } = job.state;
    await this.jobs.insert({
      ...{ id, version, action, reason, agents, created_at: createdAt },
      asker: { principal, source, requestId },
      ...progressOf(job),
    });
  }

  private get jobs() {
    return this.scope.table(agentJobEntity);
  }
}

const jobOf = (row: AgentJobRow): AgentJob =>
  AgentJob.restore({
    id: agentJobId(row.id),
    accountId: accountId(row.account_id),
    version: row.version,
    action: row.action as AgentJobAction,
    reason: row.reason ?? undefined,
    agents: row.agents.map(agentId),
    worked: row.worked,
    refused: row.refused,
    createdAt: row.created_at as Instant,
    cancelledAt: (row.cancelled_at ?? undefined) as Instant | undefined,
    endedAt: (row.ended_at ?? undefined) as Instant | undefined,
    holder: row.holder ?? undefined,
    dueAt: row.due_at as Instant,
  });

/** What a job has that changes. */
const progressOf = ({ state }: AgentJob) => ({
  worked: state.worked,
  refused: state.refused,
  cancelled_at: state.cancelledAt ?? null,
  ended_at: state.endedAt ?? null,
  holder: state.holder ?? null,
  due_at: state.dueAt,
});
