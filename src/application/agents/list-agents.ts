import { IsBoolean } from 'class-validator';
import { agentNamedBy } from '../../domain/agent/agent-named-by.ts';
import { Optional } from '../input/optional.ts';
import { Listing, listQueryOf } from '../listing/listing.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class AgentListing extends Listing {
  /** Whether each agent's groups are wanted; `true` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withGroups?: boolean;
}

/**
 * Agents that satisfy criteria, deactivated ones included.
 *
 * @throws DomainError `criteriaTooWide`.
 */
export const listAgents = defineUseCase({
  name: 'ListAgents',
  permission: 'agents:read',
  kind: 'reads',
  input: AgentListing,
  looksUpOne: ({ criteria }) => criteria !== undefined && agentNamedBy(criteria) !== undefined,
  run: ({ agents }, _, listing) => agents.list(listQueryOf(listing), listing.withGroups ?? true),
});
