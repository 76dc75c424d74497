import type { Agent } from '../../domain/agent/agent.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findAccount } from '../support/find-account.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import type { AgentWriter } from './agent-writer.ts';
import { findAgent } from './find-agent.ts';

/** Lets a deactivated agent in again, under the same id; doing so twice changes nothing. */
export class ReactivateAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountDirectory,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /** @throws DomainError `agentNotFound`, `ssoNotSetUp`. */
  async execute(caller: Caller, id: AgentId): Promise<Agent> {
    const attempt = { action: 'ReactivateAgent', target: { type: 'agent', id } } as const;
    return this.refusals.attempt(caller, attempt, async () => {
      (await findAccount(this.accounts, caller)).requireSso();
      return this.unitOfWork.transact(caller, async (scope) => {
        const change = (await findAgent(scope.agents, id)).reactivate(this.clock.now());
        await this.writer.store(scope, change);
        return change.state;
      });
    });
  }
}
