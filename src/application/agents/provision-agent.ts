import { Agent, type DesiredAgent } from '../../domain/agent/agent.ts';
import type { AgentView } from '../../domain/agent/agent-view.ts';
import { agentId } from '../../domain/shared/identifiers.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findAccount } from '../support/find-account.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import type { AgentWriter } from './agent-writer.ts';

/** Brings an agent into being. */
export class ProvisionAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountDirectory,
    private readonly refusals: RefusalRecorder,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /**
   * @param id - a new one, where the caller has given it away already; otherwise one is made.
   * @returns the agent, and the groups to which rules give it.
   * @throws DomainError `ssoNotSetUp`, `userNameTaken`, and what `Agent.provision` throws.
   */
  async execute(
    caller: Caller,
    desired: DesiredAgent,
    id = agentId(this.identifiers.next()),
  ): Promise<AgentView> {
    const attempt = { action: 'ProvisionAgent', target: { type: 'agent', name: desired.userName } } as const;
    return this.refusals.attempt(caller, attempt, async () => {
      (await findAccount(this.accounts, caller)).requireSso();
      const at = this.clock.now();
      return this.unitOfWork.transact(caller, async (scope) => {
        const { profileSchema } = await scope.policy.current();
        const change = Agent.provision(id, caller.accountId, desired, at, profileSchema);
        return this.writer.store(scope, change);
      });
    });
  }
}
