import { ArrayMaxSize, IsInt, Min } from 'class-validator';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AgentProvisioningOfMany } from './agent/agent-provisioning.ts';
import { ProvisioningOfMany, type ProvisioningOutcome } from './agent/provisioning-of-many.ts';

/** Long transactions keep others waiting. */
const agentsMax = 1000;

export class AgentsProvisioning {
  @ArrayMaxSize(agentsMax)
  @Nested(() => AgentProvisioningOfMany, { each: true })
  readonly provisionings!: readonly AgentProvisioningOfMany[];

  /** After so many refusals no further agent is provisioned. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly refusalsMax?: number;
}

/**
 * Brings many agents into being, in one transaction where that can be. One that is refused keeps no other from being
 * provisioned, unless that one needs it. Answers an outcome for each, in the same order.
 *
 * @throws StorageUnavailable, and then none was provisioned.
 */
export const provisionAgents = defineUseCase({
  name: 'ProvisionAgents',
  permission: 'agents:provision',
  kind: 'ownTransactions',
  input: AgentsProvisioning,
  run: (
    unitOfWork,
    caller,
    { provisionings, refusalsMax },
    context,
  ): Promise<readonly ProvisioningOutcome[]> =>
    new ProvisioningOfMany(unitOfWork, caller, context).outcomes(provisionings, refusalsMax),
});
