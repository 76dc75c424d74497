import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { requireVersion, type VersionCondition } from '../support/require-version.ts';
import type { AgentWriter } from './agent-writer.ts';
import { findAgent } from './find-agent.ts';

export interface AgentRemoval {
  readonly id: AgentId;
  /** Refuse unless the agent is at such a version. */
  readonly ifVersion?: VersionCondition;
}

/** Ends an agent's life for good; the journal keeps what it had. */
export class RemoveAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /** @throws DomainError `agentNotFound`, `versionDiffers`. */
  async execute(caller: Caller, { id, ifVersion }: AgentRemoval): Promise<void> {
    const attempt = { action: 'RemoveAgent', target: { type: 'agent', id } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        const agent = await findAgent(scope.agents, id);
        requireVersion('agent', agent.state, ifVersion);
        await this.writer.store(scope, agent.remove(this.clock.now()));
      }),
    );
  }
}
