import type { Application } from '../../../application/application.ts';
import { groupNotFound } from '../../../application/groups/group/find-group.ts';
import type { ListQuery } from '../../../application/ports/list-page.ts';
import type { VersionCondition } from '../../../application/version/version-condition.ts';
import { all, equals } from '../../../criteria/criteria.ts';
import { groupFields } from '../../../domain/group/group-fields.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import { agentId, groupId } from '../../../domain/shared/identifiers.ts';
import type { PatchOperation } from '../../../scim/patch/patch-operation.ts';
import type { ScimResource } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { patchedResource } from '../client-requests.ts';
import type { ResourceBinding, Wants } from '../resource-binding.ts';
import { groupTypes } from '../schemas/group-types.ts';
import type { ScimState } from '../scim-context.ts';
import type { StoredResource, StoredResources } from '../stored-resource.ts';
import { desiredGroup, resourceOf, storedGroup } from './group-resource.ts';
import { readMembers, splitMemberOperations } from './member-operations.ts';
import { membershipSteps } from './membership-steps.ts';

type UseCases = Pick<
  Application,
  'createGroup' | 'readGroup' | 'listGroups' | 'reviseGroup' | 'removeGroup' | 'readAccount' | 'listAgents'
>;

/**
 * SCIM's Groups, or Usergroups, where the account has groups over SCIM switched on. Groups that are governed by hand
 * or by a rule are read-only.
 */
export class GroupBinding implements ResourceBinding {
  readonly type: ResourceType;
  /** A group may have very many members, and nobody who changes one of them wants to read them all. */
  readonly patchAnswersResource = false;

  constructor(
    private readonly useCases: UseCases,
    private readonly kind: GroupKind,
  ) {
    this.type = groupTypes[kind];
  }

  /** Whether the account's groups can be seen and pushed over SCIM. */
  async isOn({ caller }: ScimState): Promise<boolean> {
    return (await this.useCases.readAccount(caller)).state.groupsOverScim;
  }

  async typeIn(): Promise<ResourceType> {
    return this.type;
  }

  async create(state: ScimState, resource: ScimResource, id?: string): Promise<StoredResource> {
    await this.requireOn(state);
    const members = readMembers(resource).map(agentId);
    const desired = desiredGroup(resource);
    const creation = { desired, members, kind: this.kind, id: id === undefined ? id : groupId(id) };
    return storedGroup(await this.useCases.createGroup(state.caller, creation), state.baseUrl);
  }

  async read(state: ScimState, id: string, wants: Wants): Promise<StoredResource> {
    if (!(await this.isOn(state))) throw groupNotFound(groupId(id));
    const reading = { id: groupId(id), kind: this.kind, withMembers: wants('members') };
    return storedGroup(await this.useCases.readGroup(state.caller, reading), state.baseUrl);
  }

  async list(state: ScimState, query: ListQuery, wants: Wants): Promise<StoredResources> {
    // Okta's connector test lists groups even where none are pushed, and takes a refusal for a failure.
    if (!(await this.isOn(state))) return { resources: [], total: 0 };
    const criteria = all(equals(groupFields.kind, this.kind), query.criteria);
    const listing = { ...query, criteria, withMembers: wants('members') };
    const { resources, ...page } = await this.useCases.listGroups(state.caller, listing);
    return { ...page, resources: resources.map((view) => storedGroup(view, state.baseUrl)) };
  }

  async replace(
    state: ScimState,
    id: string,
    resource: ScimResource,
    ifVersion: VersionCondition | undefined,
  ): Promise<StoredResource> {
    await this.requireOn(state);
    const ids = readMembers(resource).map(agentId);
    const revised = { desired: desiredGroup(resource), membership: [{ kind: 'replace', ids }] } as const;
    const revise = () => revised;
    const revision = { id: groupId(id), ifVersion, withMembers: true, revise, kind: this.kind };
    return storedGroup(await this.useCases.reviseGroup(state.caller, revision), state.baseUrl);
  }

  async patch(
    state: ScimState,
    id: string,
    operations: readonly PatchOperation[],
    ifVersion: VersionCondition | undefined,
    wants: Wants,
  ): Promise<StoredResource> {
    await this.requireOn(state);
    const { others, steps } = splitMemberOperations(this.type, operations);
    const membership = await membershipSteps(this.useCases, state, groupId(id), steps);
    const view = await this.useCases.reviseGroup(state.caller, {
      id: groupId(id),
      ifVersion,
      withMembers: wants('members'),
      kind: this.kind,
      revise: (current) => ({
        desired: desiredGroup(patchedResource(this.type, resourceOf(current), others)),
        membership,
      }),
    });
    return storedGroup(view, state.baseUrl);
  }

  async remove(state: ScimState, id: string, ifVersion: VersionCondition | undefined): Promise<void> {
    await this.requireOn(state);
    await this.useCases.removeGroup(state.caller, {
      id: groupId(id),
      ifVersion,
      kind: this.kind,
    });
  }

  private async requireOn(state: ScimState): Promise<void> {
    if (await this.isOn(state)) return;
    const detail =
      'Groups over SCIM are switched off for this account, so none can be pushed. In Okta, switch off Push Groups; or have an operator switch groups on for the account.';
    throw new ScimError(403, detail);
  }
}
