import { foldCase } from '../../criteria/fold-case.ts';
import { Agent, type AgentChange, type DesiredAgent } from '../../domain/agent/agent.ts';
import type { AgentView } from '../../domain/agent/agent-view.ts';
import { userNameTaken } from '../../domain/agent/user-name-taken.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';
import { findAccount } from '../support/find-account.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import type { AgentWriter } from './agent-writer.ts';

export interface AgentProvisioning {
  /** Given by the caller, so that what is provisioned together can name each other. */
  readonly id: AgentId;
  readonly desired: DesiredAgent;
}

/** How the fate of one bears on that of the others; without a word it does not. */
export interface ProvisioningPolicy {
  /** All of them or none. */
  readonly together?: boolean;
  /** After so many refusals no further agent is provisioned. */
  readonly refusalsMax?: number;
}

/** The agent with the groups to which rules give it, or why there is none; `undefined` where it was not provisioned for the sake of others. */
export type ProvisioningOutcome = AgentView | DomainError | undefined;

/** Brings many agents into being in one transaction. One that is refused keeps no other from being provisioned. */
export class ProvisionAgents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountDirectory,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /**
   * @param provisionings - some hundred: long transactions keep others waiting.
   * @returns an outcome for each, in the same order.
   * @throws StorageUnavailable, and then none was provisioned.
   */
  async execute(
    caller: Caller,
    provisionings: readonly AgentProvisioning[],
    policy: ProvisioningPolicy = {},
  ): Promise<readonly ProvisioningOutcome[]> {
    const account = await findAccount(this.accounts, caller);
    const outcomes = await this.unitOfWork.transact(caller, async (scope) => {
      const { profileSchema } = await scope.policy.current();
      const changes = provisionings.map(({ id, desired }) =>
        orRefusal(() => {
          account.requireSso();
          return Agent.provision(id, caller.accountId, desired, this.clock.now(), profileSchema);
        }),
      );
      const decided = withPolicy(await withoutTaken(scope, changes), policy);
      const accepted = decided.filter(
        (change): change is AgentChange => change !== undefined && !isRefusal(change),
      );
      // Also where none is accepted: that the others are refused must be under the policy as it is.
      const views = await this.writer.storeProvisioned(scope, accepted);
      const byChange = new Map(accepted.map((change, index) => [change, views[index]]));
      return decided.map((change) =>
        change === undefined || isRefusal(change) ? change : byChange.get(change),
      );
    });
    await this.recordRefusals(caller, provisionings, outcomes);
    return outcomes;
  }

  private async recordRefusals(
    caller: Caller,
    provisionings: readonly AgentProvisioning[],
    outcomes: readonly ProvisioningOutcome[],
  ): Promise<void> {
    const refused = outcomes.flatMap((outcome, index) => {
      if (!isRefusal(outcome)) return [];
      const target = { type: 'agent', name: provisionings[index]?.desired.userName } as const;
      return [{ attempt: { action: 'ProvisionAgent', target }, refusal: outcome }];
    });
    await this.refusals.record(caller, ...refused);
  }
}

const isRefusal = <Outcome>(outcome: Outcome | DomainError): outcome is DomainError =>
  outcome instanceof DomainError;

function withPolicy(
  outcomes: readonly (AgentChange | DomainError)[],
  { together = false, refusalsMax = Number.POSITIVE_INFINITY }: ProvisioningPolicy,
): readonly (AgentChange | DomainError | undefined)[] {
  if (together && outcomes.some(isRefusal)) {
    return outcomes.map((outcome) => (isRefusal(outcome) ? outcome : undefined));
  }
  let refusals = 0;
  return outcomes.map((outcome) => {
    if (refusals >= refusalsMax) return undefined;
    if (isRefusal(outcome)) refusals += 1;
    return outcome;
  });
}

/** Of two with the same userName the first is provisioned. */
async function withoutTaken(
  scope: WriteScope,
  changes: readonly (AgentChange | DomainError)[],
): Promise<readonly (AgentChange | DomainError)[]> {
  const userNames = changes.flatMap((change) => (isRefusal(change) ? [] : [change.state.state.userName]));
  const taken = new Set(await scope.agents.takenUserNames(userNames));
  return changes.map((change) => {
    if (isRefusal(change)) return change;
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
