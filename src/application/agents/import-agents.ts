import { ArrayMaxSize } from 'class-validator';
import { foldCase } from '../../criteria/fold-case.ts';
import type { DesiredAgent } from '../../domain/agent/desired-agent.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { ImportOutcome } from '../import/import-outcome.ts';
import { rowsMax } from '../import/import-rows.ts';
import { Nested } from '../input/nested.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { DesiredAgentInput } from './agent/desired-agent-input.ts';
import { ProvisioningOfMany } from './agent/provisioning-of-many.ts';

export class AgentsImport {
  @ArrayMaxSize(rowsMax)
  @Nested(() => DesiredAgentInput, { each: true })
  readonly rows!: readonly DesiredAgent[];
}

/**
 * Brings many agents into being, as `provisionAgents` does, and passes over those that are there: an import that was
 * interrupted goes on when it is run again. Answers an outcome for each, in the same order: `alreadyThere` where an agent
 * has the userName.
 *
 * @throws DomainError `ssoNotSetUp`. @throws StorageUnavailable, and then some may have been imported.
 */
export const importAgents = defineUseCase({
  name: 'ImportAgents',
  permission: 'agents:provision',
  kind: 'ownTransactions',
  input: AgentsImport,
  run: async (unitOfWork, caller, { rows }, context): Promise<readonly ImportOutcome[]> => {
    context.account.requireSso();
    const userNames = rows.map(({ userName }) => userName);
    const taken = await unitOfWork.read(caller, (scope) => scope.agents.takenUserNames(userNames));
    const isTaken = ({ userName }: DesiredAgent) => taken.has(foldCase(userName));
    const provisionings = rows.filter((agent) => !isTaken(agent)).map((desired) => ({ desired }));
    const provisioned = await new ProvisioningOfMany(unitOfWork, caller, context).outcomes(provisionings);
    const outcomes = provisioned.values();
    return rows.map((agent) => {
      if (isTaken(agent)) return 'alreadyThere';
      const outcome = outcomes.next().value;
      if (!(outcome instanceof Error)) return 'imported';
      if (outcome instanceof DomainError) return outcome;
      throw outcome;
    });
  },
});
