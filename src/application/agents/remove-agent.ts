import type { AgentId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { findAgent } from './agent/find-agent.ts';
import { storeAgent } from './agent/store-agent.ts';

export class AgentRemoval {
  @IsIdentifier()
  readonly id!: AgentId;

  /** Refuse unless the agent is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Ends an agent's life for good; the journal keeps what it had.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`.
 */
export const removeAgent = defineUseCase({
  name: 'RemoveAgent',
  permission: 'agents:remove',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentRemoval,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id, ifVersion }, { at, attempt, identifiers }): Promise<void> => {
    const agent = await findAgent(scope.agents, id, attempt);
    requireVersion('agent', agent.state, ifVersion);
    await storeAgent(scope, identifiers, agent.remove(at));
  },
});
