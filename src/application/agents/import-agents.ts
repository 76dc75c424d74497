import { ArrayMaxSize, IsBoolean } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import type { DesiredAgent } from '../../domain/agent/desired-agent.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { undoingUnitOfWork } from '../dry-run/undoing-unit-of-work.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { DesiredAgentInput } from './agent/desired-agent-input.ts';
import { ProvisioningOfMany } from './agent/provisioning-of-many.ts';

/** Long transactions keep others waiting. */
const agentsMax = 1000;

export class AgentsImport {
  @ArrayMaxSize(agentsMax)
  @Nested(() => DesiredAgentInput, { each: true })
  readonly agents!: readonly DesiredAgent[];

  /** Nothing is kept, and the answer is what it would be. */
  @Optional()
  @IsBoolean()
  readonly dryRun?: boolean;
}

/** What becomes of one of them: `alreadyThere` where an agent has the userName, or why it is refused. */
export type ImportOutcome = 'imported' | 'alreadyThere' | DomainError;

/**
 * Brings many agents into being, as `provisionAgents` does, and passes over those that are there: an import that was
 * interrupted goes on when it is run again. Answers an outcome for each, in the same order.
 *
 * @throws DomainError `ssoNotSetUp`. @throws StorageUnavailable, and then some may have been imported.
 */
export const importAgents = defineUseCase({
  name: 'ImportAgents',
  permission: 'agents:provision',
  kind: 'ownTransactions',
  input: AgentsImport,
  run: async (unitOfWork, caller, { agents, dryRun }, context): Promise<readonly ImportOutcome[]> => {
    context.account.requireSso();
    const userNames = agents.map(({ userName }) => userName);
    const taken = await unitOfWork.read(caller, (scope) => scope.agents.takenUserNames(userNames));
    const isTaken = ({ userName }: DesiredAgent) => taken.has(foldCase(userName));
    const provisionings = agents.filter((agent) => !isTaken(agent)).map((desired) => ({ desired }));
    const used = dryRun ? undoingUnitOfWork(unitOfWork) : unitOfWork;
    const provisioned = await new ProvisioningOfMany(used, caller, context).outcomes(provisionings);
    const outcomes = provisioned.values();
    return agents.map((agent) => {
      if (isTaken(agent)) return 'alreadyThere';
      const outcome = outcomes.next().value;
      if (!(outcome instanceof Error)) return 'imported';
      if (outcome instanceof DomainError) return outcome;
      throw outcome;
    });
  },
});
