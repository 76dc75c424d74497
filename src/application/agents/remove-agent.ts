import type { AgentId } from '../../domain/shared/identifiers.ts';
import { changerOf } from '../groups/group/group-changer.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { findAgentView } from './agent/find-agent.ts';
import { storeKnownAgent } from './agent/store-known-agent.ts';

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
 * @throws DomainError `agentNotFound`, `versionDiffers`, and of people here `lastAdministrator`.
 */
export const removeAgent = defineUseCase({
  name: 'RemoveAgent',
  permission: 'agents:remove',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentRemoval,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, caller, { id, ifVersion }, context): Promise<void> => {
    const view = await findAgentView(scope.agents, id, context.attempt);
    requireVersion('agent', view.agent.state, ifVersion);
    await storeKnownAgent(scope, context, view.agent.remove(context.at), view, changerOf(caller));
  },
});
