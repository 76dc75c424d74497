import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { all } from '../../criteria/criteria.ts';
import { agentNamedBy } from '../../domain/agent/agent-named-by.ts';
import { criteriaOfWords } from '../../domain/agent/agent-search.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Optional } from '../input/optional.ts';
import { Listing, listQueryOf } from '../listing/listing.ts';
import { listPastAgents } from '../past/list-past-agents.ts';
import { accountAt } from '../past/past-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';

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

  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}

/**
 * Agents that satisfy criteria, deactivated ones included.
 *
 * @throws DomainError `criteriaTooWide`, `filterInvalid`; as of a time also `attributeInvalid`, `permissionMissing`, `pastUntold`.
 */
export const listAgents = defineUseCase({
  name: 'ListAgents',
  permission: 'agents:read',
  kind: 'reads',
  input: AgentListing,
  readsJournal: ({ at }) => at !== undefined,
  looksUpOne: ({ criteria, filter, search, at }) =>
    at === undefined &&
    filter === undefined &&
    search === undefined &&
    criteria !== undefined &&
    agentNamedBy(criteria) !== undefined,
  run: async (scope, caller, { withGroups = true, filter, search, at, ...listing }, context) => {
    const { criteria, ...query } = listQueryOf(listing);
    const searched = all(criteria, ...criteriaOfWords(search ?? ''));
    const asked =
      filter === undefined
        ? searched
        : all(searched, context.ruleLanguage.parseFilter(filter, await scope.profileAttributes.list()));
    if (at === undefined) return scope.agents.list({ ...query, criteria: asked }, withGroups);
    const past = await accountAt(scope, caller, context, at);
    return listPastAgents(past, { ...query, criteria: asked }, withGroups);
  },
});
