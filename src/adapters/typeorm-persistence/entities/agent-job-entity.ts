import type { AgentJobAsker } from '../../../application/ports/agent-job-repository.ts';
import type { RefusedAgent } from '../../../domain/agent/agent-job.ts';
import { id, instant, json, number, optional, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const agentJobEntity = tableEntity(
  'agent_jobs',
  {
    account_id: primary(id()),
    id: primary(id()),
    version: number(),
    action: text(16),
    // As long as one of a decision about one agent.
    reason: optional(text(500)),
    asker: json<AgentJobAsker>(),
    agents: json<readonly string[]>(),
    worked: number(),
    refused: json<readonly RefusedAgent[]>(),
    created_at: instant(),
    cancelled_at: optional(instant()),
    ended_at: optional(instant()),
    holder: optional(id()),
    due_at: instant(),
  },
  // Of all accounts: it is how a process finds what there is to do.
  { indexes: { agent_jobs_due: ['due_at'] } },
);
