import type { RefusedAgent } from '../../../domain/agent/agent-job.ts';
import type { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';

/** What a refusal says of one of many agents. */
export const refusedAgent = (id: AgentId, { code, message }: DomainError): RefusedAgent => ({
  id,
  code,
  message,
});
