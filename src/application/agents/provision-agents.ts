import { ArrayMaxSize, IsBoolean, IsInt, Min } from 'class-validator';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AgentProvisioning } from './agent/agent-provisioning.ts';
import { ProvisioningOfMany, type ProvisioningOutcome } from './agent/provisioning-of-many.ts';

/** Long transactions keep others waiting. */
const agentsMax = 1000;

export class AgentsProvisioning {
  @ArrayMaxSize(agentsMax)
  @Nested(() => AgentProvisioning, { each: true })
  readonly provisionings!: readonly AgentProvisioning[];

  /** All of them or none; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly together?: boolean;

  /** After so many refusals no further agent is provisioned. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly refusalsMax?: number;
}

/**
 * Brings many agents into being, in one transaction where that can be. One that is refused keeps no other from being
 * provisioned. Answers an outcome for each, in the same order.
 *
 * @throws StorageUnavailable, and then none was provisioned.
 */
export const provisionAgents = defineUseCase({
  name: 'ProvisionAgents',
  permission: 'agents:provision',
  kind: 'ownTransactions',
  input: AgentsProvisioning,
  run: (unitOfWork, caller, { provisionings, ...policy }, context): Promise<readonly ProvisioningOutcome[]> =>
    new ProvisioningOfMany(unitOfWork, caller, context).outcomes(provisionings, policy),
});
