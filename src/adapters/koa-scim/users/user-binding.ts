import type { ProvisioningPolicy } from '../../../application/agents/provision-agents.ts';
import type { Provisioning } from '../../../application/index.ts';
import type { ListQuery } from '../../../application/ports/list-page.ts';
import type { VersionCondition } from '../../../application/support/require-version.ts';
import { agentId } from '../../../domain/shared/identifiers.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { patchedResource } from '../client-requests.ts';
import type { Creation, ResourceBinding, Wants } from '../resource-binding.ts';
import { accountUserType, userType } from '../schemas/user-type.ts';
import type { ScimState } from '../scim-context.ts';
import type { StoredResource, StoredResources } from '../stored-resource.ts';
import { desiredAgent, resourceOf, storedAgent } from './agent-resource.ts';

type UseCases = Pick<
  Provisioning,
  | 'provisionAgent'
  | 'provisionAgents'
  | 'readAgent'
  | 'listAgents'
  | 'reviseAgent'
  | 'removeAgent'
  | 'listProfileAttributes'
>;

/** SCIM's Users are agents. */
export class UserBinding implements ResourceBinding {
  readonly type = userType;
  readonly patchAnswersResource = true;

  constructor(private readonly useCases: UseCases) {}

  async typeIn({ caller }: ScimState): Promise<ResourceType> {
    return accountUserType(await this.useCases.listProfileAttributes.execute(caller));
  }

  async create({ caller, baseUrl }: ScimState, resource: ScimResource, id?: string): Promise<StoredResource> {
    const desired = desiredAgent(resource, true);
    const newId = id === undefined ? id : agentId(id);
    return storedAgent(await this.useCases.provisionAgent.execute(caller, desired, newId), baseUrl);
  }

  async createAll(
    { caller, baseUrl }: ScimState,
    creations: readonly Creation[],
    policy: ProvisioningPolicy,
  ): Promise<readonly (StoredResource | Error | undefined)[]> {
    const provisionings = creations.map(({ id, resource }) => ({
      id: agentId(id),
      desired: desiredAgent(resource, true),
    }));
    const outcomes = await this.useCases.provisionAgents.execute(caller, provisionings, policy);
    return outcomes.map((outcome) =>
      outcome === undefined || outcome instanceof Error ? outcome : storedAgent(outcome, baseUrl),
    );
  }

  /** Groups are read whether they are wanted or not: the entity tag tells which they are. */
  async read({ caller, baseUrl }: ScimState, id: string): Promise<StoredResource> {
    return storedAgent(await this.useCases.readAgent.execute(caller, agentId(id)), baseUrl);
  }

  async list({ caller, baseUrl }: ScimState, query: ListQuery, wants: Wants): Promise<StoredResources> {
    // The entity tag in `meta` tells which groups they are.
    const withGroups = wants('groups') || wants('meta');
    const { resources, ...page } = await this.useCases.listAgents.execute(caller, { ...query, withGroups });
    return { ...page, resources: resources.map((view) => storedAgent(view, baseUrl)) };
  }

  async replace(
    state: ScimState,
    id: string,
    resource: ScimResource,
    ifVersion: VersionCondition | undefined,
  ): Promise<StoredResource> {
    return this.revise(state, id, ifVersion, () => resource);
  }

  async patch(
    state: ScimState,
    id: string,
    operations: readonly PatchOperation[],
    ifVersion: VersionCondition | undefined,
  ): Promise<StoredResource> {
    return this.revise(state, id, ifVersion, (current) => patchedResource(this.type, current(), operations));
  }

  async remove({ caller }: ScimState, id: string, ifVersion: VersionCondition | undefined): Promise<void> {
    await this.useCases.removeAgent.execute(caller, { id: agentId(id), ifVersion });
  }

  private async revise(
    { caller, baseUrl }: ScimState,
    id: string,
    ifVersion: VersionCondition | undefined,
    next: (current: () => ScimResource) => ScimResource,
  ): Promise<StoredResource> {
    const view = await this.useCases.reviseAgent.execute(caller, {
      id: agentId(id),
      ifVersion,
      revise: (current) =>
        desiredAgent(
          next(() => resourceOf(current)),
          current.active,
        ),
    });
    return storedAgent(view, baseUrl);
  }
}
