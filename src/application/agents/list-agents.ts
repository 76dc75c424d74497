import { IsBoolean, IsString } from 'class-validator';
import { all } from '../../criteria/criteria.ts';
import { agentNamedBy } from '../../domain/agent/agent-named-by.ts';
import { Optional } from '../input/optional.ts';
import { Listing, listQueryOf } from '../listing/listing.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class AgentListing extends Listing {
  /** Whether each agent's groups are wanted; `true` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withGroups?: boolean;

  /** Such as `userName sw "a"`: criteria in the language of SCIM's filters, beside those that are given as data. */
  @Optional()
  @IsString()
  readonly filter?: string;
}

/**
 * Agents that satisfy criteria, deactivated ones included.
 *
 * @throws DomainError `criteriaTooWide`, `filterInvalid`.
 */
export const listAgents = defineUseCase({
  name: 'ListAgents',
  permission: 'agents:read',
  kind: 'reads',
  input: AgentListing,
  looksUpOne: ({ criteria, filter }) =>
    filter === undefined && criteria !== undefined && agentNamedBy(criteria) !== undefined,
  run: async (
    { agents, profileAttributes },
    _,
    { withGroups = true, filter, ...listing },
    { ruleLanguage },
  ) => {
    const query = listQueryOf(listing);
    if (filter === undefined) return agents.list(query, withGroups);
    const asked = ruleLanguage.parseFilter(filter, await profileAttributes.list());
    return agents.list({ ...query, criteria: all(query.criteria, asked) }, withGroups);
  },
});
