import type { Provisioning } from '../../../application/index.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import { agentId } from '../../../domain/shared/identifiers.ts';
import { applyPatch } from '../../../scim/patch/apply-patch.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import { nestProfileKeys } from '../../../scim/quirks/okta.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import { userResourceType } from '../../../scim/schema/user-resource-type.ts';
import type {
  IfVersion,
  KeptResource,
  KeptResources,
  ResourceBinding,
  ResourceQuery,
} from '../resource-binding.ts';
import { desiredAgent, keptAgent, resourceOf } from './agent-resource.ts';
import { compileFilter } from './compile-filter.ts';

type UseCases = Pick<
  Provisioning,
  'provisionAgent' | 'readAgent' | 'listAgents' | 'reviseAgent' | 'removeAgent'
>;

/** SCIM's Users are agents. */
export class UserBinding implements ResourceBinding {
  readonly type = userResourceType;
  readonly unquirk = (body: unknown) => nestProfileKeys(body);

  constructor(private readonly useCases: UseCases) {}

  async create(caller: Caller, resource: ScimResource): Promise<KeptResource> {
    return keptAgent(await this.useCases.provisionAgent.execute(caller, desiredAgent(resource, true)));
  }

  async read(caller: Caller, id: string): Promise<KeptResource> {
    return keptAgent(await this.useCases.readAgent.execute(caller, agentId(id)));
  }

  async list(caller: Caller, { filter, offset, limit }: ResourceQuery): Promise<KeptResources> {
    const criteria = filter && compileFilter(filter);
    const { agents, total } = await this.useCases.listAgents.execute(caller, { criteria, offset, limit });
    return { resources: agents.map(keptAgent), total };
  }

  async replace(
    caller: Caller,
    id: string,
    resource: ScimResource,
    ifVersion: IfVersion,
  ): Promise<KeptResource> {
    return this.revise(caller, id, ifVersion, () => resource);
  }

  async patch(
    caller: Caller,
    id: string,
    operations: readonly PatchOperation[],
    ifVersion: IfVersion,
  ): Promise<KeptResource> {
    return this.revise(caller, id, ifVersion, (current) => applyPatch(this.type, current(), operations));
  }

  async remove(caller: Caller, id: string, ifVersion: IfVersion): Promise<void> {
    await this.useCases.removeAgent.execute(caller, { id: agentId(id), ifVersion });
  }

  private async revise(
    caller: Caller,
    id: string,
    ifVersion: IfVersion,
    next: (current: () => ScimResource) => ScimResource,
  ): Promise<KeptResource> {
    const agent = await this.useCases.reviseAgent.execute(caller, {
      id: agentId(id),
      ifVersion,
      revise: (current) =>
        desiredAgent(
          next(() => resourceOf(current)),
          current.active,
        ),
    });
    return keptAgent(agent);
  }
}
