import { Agent, type AgentChange, type DesiredAgent } from '../../domain/agent/agent.ts';
import { userNameTaken } from '../../domain/agent/user-name-taken.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { foldCase } from '../../domain/shared/fold-case.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';
import { findAccount } from '../support/find-account.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';


export interface AgentProvisioning {
  /** Given by the caller, so that what is provisioned together can name each other. */
  readonly id: AgentId;
  readonly desired: DesiredAgent;
}

/** The agent, or why there is none. */
export type ProvisioningOutcome = Agent | DomainError;

/** Longer transactions would keep others waiting for longer. */
const agentsPerTransaction = 250;

/** Brings many agents into being in few transactions. One that is refused keeps no other from being provisioned. */
export class ProvisionAgents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountDirectory,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns an outcome for each, in the same order.
   * @throws StorageUnavailable; what came before may then have been provisioned.
   */
  async execute(
    caller: Caller,
    provisionings: readonly AgentProvisioning[],
  ): Promise<readonly ProvisioningOutcome[]> {
    const outcomes: ProvisioningOutcome[] = [];
    for (let start = 0; start < provisionings.length; start += agentsPerTransaction) {
      const batch = provisionings.slice(start, start + agentsPerTransaction);
      outcomes.push(...(await this.provision(caller, batch)));
    }
    await this.recordRefusals(caller, provisionings, outcomes);
    return outcomes;
  }

  private async provision(caller: Caller, batch: readonly AgentProvisioning[]) {
    const changes = await this.changesOf(caller, batch);
    return this.unitOfWork.transact(caller, async (scope) => {
      const outcomes = await withoutTaken(scope, changes);
      const accepted = outcomes.filter((outcome): outcome is AgentChange => !(outcome instanceof DomainError));
      if (accepted.length > 0) await scope.agents.storeProvisioned(accepted);
      return outcomes.map((outcome) => (outcome instanceof DomainError ? outcome : outcome.state));
    });
  }

  private async changesOf(
    caller: Caller,
    batch: readonly AgentProvisioning[],
  ): Promise<readonly (AgentChange | DomainError)[]> {
    const account = await findAccount(this.accounts, caller);
    return batch.map(({ id, desired }) =>
      orRefusal(() => {
        account.requireSso();
        return Agent.provision(id, caller.accountId, desired, this.clock.now());
      }),
    );
  }

  private async recordRefusals(
    caller: Caller,
    provisionings: readonly AgentProvisioning[],
    outcomes: readonly ProvisioningOutcome[],
  ): Promise<void> {
    const refused = outcomes.flatMap((outcome, index) => {
      if (!(outcome instanceof DomainError)) return [];
      const target = { type: 'agent', name: provisionings[index]?.desired.userName } as const;
      return [{ attempt: { action: 'ProvisionAgent', target }, refusal: outcome }];
    });
    await this.refusals.record(caller, ...refused);
  }
}

/** Of two with the same userName the first is provisioned. */
async function withoutTaken(
  scope: WriteScope,
  changes: readonly (AgentChange | DomainError)[],
): Promise<readonly (AgentChange | DomainError)[]> {
  const userNames = changes.flatMap((change) =>
    change instanceof DomainError ? [] : [change.state.state.userName],
  );
  const taken = new Set(await scope.agents.takenUserNames(userNames));
  return changes.map((change) => {
    if (change instanceof DomainError) return change;
    const { userName } = change.state.state;
    if (taken.has(foldCase(userName))) return userNameTaken(userName);
    taken.add(foldCase(userName));
    return change;
  });
}

function orRefusal<Result>(attempt: () => Result): Result | DomainError {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
