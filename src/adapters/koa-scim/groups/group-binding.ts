import type { Application } from '../../../application/application.ts';
import { groupNotFound } from '../../../application/groups/group/find-group.ts';
import type { GroupRevision } from '../../../application/groups/revise-group.ts';
import { type ListQuery, resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import { inTurns } from '../../../application/ports/turns.ts';
import type { VersionCondition } from '../../../application/version/version-condition.ts';
import { all, equals } from '../../../criteria/criteria.ts';
import { groupFields } from '../../../domain/group/group-fields.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import { type AgentId, type GroupId, groupId } from '../../../domain/shared/identifiers.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import type { ResourceBinding, Wants } from '../resource-binding.ts';
import { groupTypes } from '../schemas/group-types.ts';
import type { ScimState } from '../scim-context.ts';
import type { StoredResource, StoredResources } from '../stored-resource.ts';
import { storedGroup } from './group-resource.ts';
import { describedGroup, patchedGroup, replacedGroup } from './requested-group.ts';

type UseCases = Pick<
  Application,
  | 'createGroup'
  | 'readGroup'
  | 'readGroupMembers'
  | 'listGroups'
  | 'reviseGroup'
  | 'removeGroup'
  | 'readAccount'
>;

/** So many that a large group takes few scans, and one piece of an answer a megabyte. */
const membersReadAtOnce = 5000;

/**
 * SCIM's Groups, or Usergroups, where the account has groups over SCIM switched on. Groups that are governed by hand
 * or by a rule are read-only.
 */
export class GroupBinding implements ResourceBinding {
  readonly type: ResourceType;
  /** A group may have very many members, and nobody who changes one of them wants to read them all. */
  readonly patchAnswersResource = false;
  // Members, and not groups, are what a page has too many of: see `list`.
  readonly listedAtOnceMax = resourcesPerPageMax;

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

  async create(state: ScimState, body: unknown, id?: string): Promise<StoredResource> {
    const { desired, membership } = await inTurns(describedGroup(this.type, body, state));
    const creation = {
      desired,
      members: membership.flatMap(({ ids }) => ids),
      kind: this.kind,
      id: id === undefined ? id : groupId(id),
    };
    return storedGroup(await this.useCases.createGroup(state.caller, creation), state.baseUrl);
  }

  async read(state: ScimState, id: string, wants: Wants): Promise<StoredResource> {
    if (!(await this.isOn(state))) throw groupNotFound(groupId(id));
    const reading = { id: groupId(id), kind: this.kind, withMembers: wants('members') !== false };
    return this.whole(state, await this.useCases.readGroup(state.caller, reading));
  }

  /**
   * Okta goes on by `startIndex`, as far as `totalResults`, whatever number of groups it is answered, so a page by index
   * has all of the groups that it should. Where the client does not name `members`, the groups behind the first 10,000
   * members come without theirs.
   */
  async list(state: ScimState, query: ListQuery, wants: Wants): Promise<StoredResources> {
    // Okta's connector test lists groups even where none are pushed, and takes a refusal for a failure.
    if (!(await this.isOn(state))) return { resources: [], total: 0 };
    const criteria = all(equals(groupFields.kind, this.kind), query.criteria);
    const wanted = wants('members');
    const listing = { ...query, criteria, withMembers: wanted !== false };
    const { resources, ...page } = await this.useCases.listGroups(state.caller, listing);
    if (wanted === 'named') return { ...page, resources: resources.map((view) => this.whole(state, view)) };
    const stored = resources.map((view) => storedGroup(view, state.baseUrl));
    const left = query.limit - stored.length;
    if (page.next === undefined || left === 0) return { ...page, resources: stored };
    const behind = { ...listing, from: page.next, limit: left, withMembers: false, withTotal: false };
    const { resources: others, next } = await this.useCases.listGroups(state.caller, behind);
    return {
      ...page,
      next,
      resources: [...stored, ...others.map((view) => storedGroup(view, state.baseUrl))],
    };
  }

  async replace(
    state: ScimState,
    id: string,
    body: unknown,
    ifVersion: VersionCondition | undefined,
    wants: Wants,
  ): Promise<StoredResource> {
    return this.revise(state, id, ifVersion, wants, await inTurns(replacedGroup(this.type, body, state)));
  }

  async patch(
    state: ScimState,
    id: string,
    body: unknown,
    ifVersion: VersionCondition | undefined,
    wants: Wants,
  ): Promise<StoredResource> {
    return this.revise(state, id, ifVersion, wants, await inTurns(patchedGroup(this.type, body, state)));
  }

  async remove(state: ScimState, id: string, ifVersion: VersionCondition | undefined): Promise<void> {
    await this.useCases.removeGroup(state.caller, {
      id: groupId(id),
      ifVersion,
      kind: this.kind,
    });
  }

  private async revise(
    state: ScimState,
    id: string,
    ifVersion: VersionCondition | undefined,
    wants: Wants,
    revise: GroupRevision['revise'],
  ): Promise<StoredResource> {
    const withMembers = wants('members') !== false;
    const revision = { id: groupId(id), ifVersion, withMembers, kind: this.kind, revise };
    return this.whole(state, await this.useCases.reviseGroup(state.caller, revision));
  }

  /** The group with all of its members, however many they are. */
  private whole(state: ScimState, view: GroupView): StoredResource {
    return storedGroup(view, state.baseUrl, ({ state: { id } }) => this.membersOf(state, id));
  }

  private async *membersOf({ caller }: ScimState, id: GroupId): AsyncGenerator<readonly GroupMember[]> {
    let page: readonly GroupMember[];
    let after: AgentId | undefined;
    do {
      const reading = { id, kind: this.kind, after, limit: membersReadAtOnce };
      page = await this.useCases.readGroupMembers(caller, reading);
      yield page;
      after = page.at(-1)?.id;
    } while (page.length === membersReadAtOnce);
  }
}
