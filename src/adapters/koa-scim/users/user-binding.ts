import type { Application } from '../../../application/application.ts';
import type { ListQuery } from '../../../application/ports/list-page.ts';
import { inTurns } from '../../../application/ports/turns.ts';
import type { VersionCondition } from '../../../application/version/version-condition.ts';
import { agentId } from '../../../domain/shared/identifiers.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { requestedResource } from '../client-requests.ts';
import type { Creation, ResourceBinding, Wants } from '../resource-binding.ts';
import { accountUserType, userType } from '../schemas/user-type.ts';
import type { ScimState } from '../scim-context.ts';
import type { StoredResource, StoredResources } from '../stored-resource.ts';
import { provisionedAgent, storedAgent, storedAgents } from './agent-resource.ts';
import { patchedAgent, type ReviseAgent, replacedAgent } from './requested-agent.ts';

type UseCases = Pick<
  Application,
  | 'provisionAgent'
  | 'provisionAgents'
  | 'readAgent'
  | 'readOwnAgent'
  | 'listAgents'
  | 'reviseAgent'
  | 'removeAgent'
  | 'listProfileAttributes'
>;

/** SCIM's Users are agents. */
export class UserBinding implements ResourceBinding {
  readonly type = userType;
  readonly patchAnswersResource = true;
  // An agent has at most `attributeLimits.agentCharactersMax` characters, so that these have 26 million.
  readonly listedAtOnceMax = 100;

  constructor(private readonly useCases: UseCases) {}

  async typeIn({ caller }: ScimState): Promise<ResourceType> {
    return accountUserType(await this.useCases.listProfileAttributes(caller, {}));
  }

  async create(state: ScimState, body: unknown, id?: string): Promise<StoredResource> {
    const { caller, baseUrl } = state;
    const desired = provisionedAgent(requestedResource(userType, body, state));
    const provisioning = { desired, id: id === undefined ? id : agentId(id) };
    return storedAgent(await this.useCases.provisionAgent(caller, provisioning), baseUrl);
  }

  async createAll(
    { caller, baseUrl }: ScimState,
    creations: readonly Creation[],
    refusalsMax: number,
  ): Promise<readonly (StoredResource | Error | undefined)[]> {
    const provisionings = creations.map(({ id, resource, needs }) => ({
      id: agentId(id),
      desired: provisionedAgent(resource),
      needs: needs?.map(agentId),
    }));
    const outcomes = await this.useCases.provisionAgents(caller, { provisionings, refusalsMax });
    return outcomes.map((outcome) =>
      outcome === undefined || outcome instanceof Error ? outcome : storedAgent(outcome, baseUrl),
    );
  }

  /** Groups are read whether they are wanted or not: the entity tag tells which they are. */
  async read({ caller, baseUrl }: ScimState, id: string): Promise<StoredResource> {
    return storedAgent(await this.useCases.readAgent(caller, { id: agentId(id) }), baseUrl);
  }

  /** The agent for whom the caller's token speaks. */
  async readOwn({ caller, baseUrl }: ScimState): Promise<StoredResource> {
    return storedAgent(await this.useCases.readOwnAgent(caller), baseUrl);
  }

  async list({ caller, baseUrl }: ScimState, query: ListQuery, wants: Wants): Promise<StoredResources> {
    // Without them an entity tag has no digest of them, and so fits no resource that belongs to groups.
    const withGroups = wants('groups') !== false;
    const { resources, ...page } = await this.useCases.listAgents(caller, { ...query, withGroups });
    return { ...page, resources: storedAgents(resources, baseUrl) };
  }

  async replace(
    state: ScimState,
    id: string,
    body: unknown,
    ifVersion: VersionCondition | undefined,
  ): Promise<StoredResource> {
    return this.revise(state, id, ifVersion, await inTurns(replacedAgent(body, state)));
  }

  async patch(
    state: ScimState,
    id: string,
    body: unknown,
    ifVersion: VersionCondition | undefined,
  ): Promise<StoredResource> {
    return this.revise(state, id, ifVersion, await inTurns(patchedAgent(body, state)));
  }

  async remove({ caller }: ScimState, id: string, ifVersion: VersionCondition | undefined): Promise<void> {
    await this.useCases.removeAgent(caller, { id: agentId(id), ifVersion });
  }

  private async revise(
    { caller, baseUrl }: ScimState,
    id: string,
    ifVersion: VersionCondition | undefined,
    revise: ReviseAgent,
  ): Promise<StoredResource> {
    return storedAgent(
      await this.useCases.reviseAgent(caller, { id: agentId(id), ifVersion, revise }),
      baseUrl,
    );
  }
}
