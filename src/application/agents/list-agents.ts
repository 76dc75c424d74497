import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { all } from '../../criteria/criteria.ts';
import { agentNamedBy } from '../../domain/agent/agent-named-by.ts';
import { Optional } from '../input/optional.ts';
import { Listing, listQueryOf } from '../listing/listing.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { searchByWords } from './agent/search-by-words.ts';

const searchCharactersMax = 200;

export class AgentListing extends Listing {
  /** Whether each agent's groups are wanted; `true` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withGroups?: boolean;

  /** Such as `userName sw "a"`: criteria in the language of SCIM's filters, beside those that are given as data. */
  @Optional()
  @IsString()
  readonly filter?: string;

  /** Words, each of which begins one of the agent's names or addresses. */
  @Optional()
  @IsString()
  @MaxLength(searchCharactersMax)
  readonly search?: string;
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
  looksUpOne: ({ criteria, filter, search }) =>
    filter === undefined &&
    search === undefined &&
    criteria !== undefined &&
    agentNamedBy(criteria) !== undefined,
  run: async (
    { agents, profileAttributes },
    _,
    { withGroups = true, filter, search, ...listing },
    { ruleLanguage },
  ) => {
    const { criteria, ...query } = listQueryOf(listing);
    const searched = search === undefined ? criteria : all(criteria, await searchByWords(agents, search));
    if (filter === undefined) return agents.list({ ...query, criteria: searched }, withGroups);
    const asked = ruleLanguage.parseFilter(filter, await profileAttributes.list());
    return agents.list({ ...query, criteria: all(searched, asked) }, withGroups);
  },
});
