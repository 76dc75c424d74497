import { type Criteria, identified } from '../../../criteria/criteria.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { Agent, type AgentChange } from '../../../domain/agent/agent.ts';
import { userNameTaken } from '../../../domain/agent/user-name-taken.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { type AgentId, agentId } from '../../../domain/shared/identifiers.ts';
import { identifierTaken } from '../../input/identifier-taken.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';
import type { Caller } from '../../ports/caller.ts';
import type { Attempt } from '../../ports/journal-entry.ts';
import { resourcesPerPageMax } from '../../ports/list-page.ts';
import { OutcomeUnknown, StorageUnavailable } from '../../ports/storage-errors.ts';
import type { UnitOfWork, WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import type { AgentProvisioning, AgentProvisioningOfMany } from './agent-provisioning.ts';
import { cutAmong } from './cut-among.ts';
import { inTheirTurn, isChange, needsOneOf } from './in-their-turn.ts';
import { storeProvisionedAgents } from './store-agent.ts';
import { madeBefore, noteAll } from './unanswered-provisionings.ts';

/**
 * The agent with the groups to which rules give it, or why there is none: a `DomainError`, or what went wrong while it
 * was stored. `undefined` where it was not provisioned because of the others: it needs one that was not, or too many were
 * refused before.
 */
export type ProvisioningOutcome = AgentView | Error | undefined;

/** The provisioning of many agents at once. */
export class ProvisioningOfMany {
  /** One for each agent, however often it is tried. */
  private readonly attempts = new Map<AgentProvisioning, Attempt>();
  /** The ids of those that were not provisioned so far, and may be needed. */
  private readonly lost = new Set<AgentId>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly caller: Caller,
    private readonly context: AccountContext,
  ) {}

  /**
   * @param refusalsMax - after so many refusals no further agent is provisioned, unless one before needs it.
   * @throws StorageUnavailable, and then none was provisioned.
   */
  async outcomes(
    provisionings: readonly AgentProvisioningOfMany[],
    refusalsMax = Number.POSITIVE_INFINITY,
  ): Promise<readonly ProvisioningOutcome[]> {
    try {
      return await this.inOneTransaction(provisionings, refusalsMax);
    } catch (error) {
      if (error instanceof OutcomeUnknown) await noteAll(this.caller, this.context, provisionings, error);
      if (!(error instanceof Error) || error instanceof StorageUnavailable) throw error;
      const cut = cutAmong(provisionings);
      if (cut === 0) return this.allRefused(provisionings, error);
      return this.inParts(provisionings.slice(0, cut), provisionings.slice(cut), refusalsMax);
    }
  }

  private inOneTransaction(
    provisionings: readonly AgentProvisioningOfMany[],
    refusalsMax: number,
  ): Promise<readonly ProvisioningOutcome[]> {
    return this.unitOfWork.transact(this.caller, async (scope) => {
      const { profileSchema } = await scope.policy.current();
      const { account, at, identifiers } = this.context;
      const changes = provisionings.map(({ id = agentId(identifiers.next()), desired }) =>
        orRefusal(() => {
          account.requireSso();
          return Agent.provision(id, this.caller.accountId, desired, at, profileSchema);
        }),
      );
      const decided = await withoutTaken(scope, changes);
      const made = await madeBefore(scope, this.caller, this.context, provisionings, decided);
      const isLeft = (_: unknown, index: number) => made[index] === undefined;
      const left = provisionings.filter(isLeft);
      const outcomes = inTheirTurn(left, decided.filter(isLeft), refusalsMax, this.lost);
      for (const [index, provisioning] of left.entries()) {
        const outcome = outcomes[index];
        if (outcome instanceof DomainError) this.recordRefusal(scope, provisioning, outcome);
      }
      const accepted = outcomes.filter(isChange);
      // Also where none is accepted: that the others are refused must be under the policy as it is.
      const views = await storeProvisionedAgents(scope, identifiers, accepted);
      const viewOf = new Map(accepted.map((change, index) => [change, views[index]]));
      const answers = outcomes.map((outcome) => (isChange(outcome) ? viewOf.get(outcome) : outcome)).values();
      return made.map((view) => view ?? answers.next().value);
    });
  }

  /**
   * What is thrown while many are stored, such as that an agent brings one custom attribute too many, does not say
   * whose fault it is. Parts of them find that out, and the others are provisioned.
   */
  private async inParts(
    first: readonly AgentProvisioningOfMany[],
    rest: readonly AgentProvisioningOfMany[],
    refusalsMax: number,
  ): Promise<readonly ProvisioningOutcome[]> {
    const known = await this.outcomes(first, refusalsMax);
    const isLost = (index: number) => known[index] === undefined || known[index] instanceof Error;
    for (const [index, { id }] of first.entries()) if (id !== undefined && isLost(index)) this.lost.add(id);
    const isRefused = (one: AgentProvisioningOfMany, index: number) =>
      known[index] instanceof Error || needsOneOf(one, this.lost);
    const refusalsLeft = refusalsMax - first.filter(isRefused).length;
    if (refusalsLeft <= 0) return [...known, ...rest.map(() => undefined)];
    try {
      return [...known, ...(await this.outcomes(rest, refusalsLeft))];
    } catch (error) {
      // The first part is provisioned, and whoever asked has to hear of that.
      if (!(error instanceof StorageUnavailable)) throw error;
      return [...known, ...rest.map(() => error)];
    }
  }

  private async allRefused(
    provisionings: readonly AgentProvisioning[],
    error: Error,
  ): Promise<readonly ProvisioningOutcome[]> {
    if (error instanceof DomainError) {
      await this.unitOfWork.transact(this.caller, async (scope) => {
        for (const provisioning of provisionings) this.recordRefusal(scope, provisioning, error);
      });
    }
    return provisionings.map(() => error);
  }

  private recordRefusal(scope: WriteScope, provisioning: AgentProvisioning, refusal: DomainError) {
    const { at, refusals } = this.context;
    const attempt = this.attemptOf(provisioning);
    const recorded = refusals.recordable(this.caller, attempt, refusal, at);
    if (recorded !== undefined) scope.recordRefusal(attempt, recorded, at);
  }

  private attemptOf(provisioning: AgentProvisioning): Attempt {
    const target = { type: 'agent', name: provisioning.desired.userName } as const;
    const attempt = this.attempts.get(provisioning) ?? { action: 'ProvisionAgent', target };
    this.attempts.set(provisioning, attempt);
    return attempt;
  }
}

/** Of two with the same userName or id the first is provisioned. */
async function withoutTaken(
  { agents }: WriteScope,
  changes: readonly (AgentChange | DomainError)[],
): Promise<readonly (AgentChange | DomainError)[]> {
  const states = changes.filter(isChange).map(({ state }) => state.state);
  const takenNames = new Set(await agents.takenUserNames(states.map(({ userName }) => userName)));
  const takenIds = await idsOf(agents, identified(states.map(({ id }) => id)));
  return changes.map((change) => {
    if (!isChange(change)) return change;
    const { id, userName } = change.state.state;
    if (takenIds.has(id)) return identifierTaken(id);
    if (takenNames.has(foldCase(userName))) return userNameTaken(userName);
    takenIds.add(id);
    takenNames.add(foldCase(userName));
    return change;
  });
}

async function idsOf(agents: AgentReader, criteria: Criteria): Promise<Set<AgentId>> {
  const query = { criteria, from: 0, limit: resourcesPerPageMax, withTotal: false };
  const { resources } = await agents.list(query, false);
  return new Set(resources.map(({ agent }) => agent.state.id));
}

function orRefusal(provision: () => AgentChange): AgentChange | DomainError {
  try {
    return provision();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
