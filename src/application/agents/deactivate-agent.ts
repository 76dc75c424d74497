import type { Agent } from '../../domain/agent/agent.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import type { AgentWriter } from './agent-writer.ts';
import { findAgent } from './find-agent.ts';

/** Keeps an agent out; doing so twice changes nothing. */
export class DeactivateAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /** @throws DomainError `agentNotFound`. */
  async execute(caller: Caller, id: AgentId): Promise<Agent> {
    const attempt = { action: 'DeactivateAgent', target: { type: 'agent', id } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        const change = (await findAgent(scope.agents, id)).deactivate(this.clock.now());
        await this.writer.store(scope, change);
        return change.state;
      }),
    );
  }
}
