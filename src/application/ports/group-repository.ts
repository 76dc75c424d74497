import type { Scalar } from '../../criteria/field.ts';
import type { Group, GroupChange } from '../../domain/group/group.ts';
import type { GroupGovernance } from '../../domain/group/group-governance.ts';
import type { GroupMember } from '../../domain/group/group-member.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupState } from '../../domain/group/group-state.ts';
import type { GroupTemplate, GroupTemplateId } from '../../domain/group/group-template.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import type { ListPage, ListQuery } from './list-page.ts';

/** The groups of the scope's account. */
export interface GroupReader {
  find(id: GroupId): Promise<Group | undefined>;
  /** The groups that have these names, in any letter case. */
  named(names: readonly string[]): Promise<readonly Group[]>;
  /** So many of the groups that people here govern, by hand or by a rule of the group's own, by name. */
  madeHere(governedBy: Exclude<GroupGovernance, 'push'>, limit: number): Promise<readonly Group[]>;
  /** The group with all of its members, or with `membersOmitted` where they are more than `groupLimits.membersPerListMax`. */
  withMembers(group: Group): Promise<GroupView>;
  /**
   * With members a page ends early, before the group whose members would be more than `membersMax` together with those
   * of the groups before: it holds fewer groups than `limit`, and `next` leads on. A group that comes has all of its
   * members; one that alone has more than `membersMax` comes without them, with `membersOmitted`.
   *
   * @param membersMax - `groupLimits.membersPerListMax` where it is not said.
   */
  list(query: ListQuery, withMembers: boolean, membersMax?: number): Promise<ListPage<GroupView>>;
  /**
   * So many members of a group behind one of them, in the order of their ids: for walks through groups of any size.
   */
  members(group: Group, after: AgentId | undefined, limit: number): Promise<readonly GroupMember[]>;
}

/** What is there of the agents that were asked for. */
export interface Candidates {
  /** Those of them that are agents of the account, by id. */
  readonly agents: ReadonlyMap<AgentId, GroupMember>;
  /** Those of them that belong to the group already. */
  readonly members: ReadonlySet<AgentId>;
  /** Those of them that are ids of groups. */
  readonly groups: ReadonlySet<string>;
  /** Those of the agents that may not belong to the group, since it is for people with a role above agent. */
  readonly withoutRole: ReadonlySet<AgentId>;
}

/** A value for which a template makes a group. */
export interface TemplateValue {
  readonly template: GroupTemplate;
  readonly value: Scalar;
}

export interface GroupRepository extends GroupReader {
  /**
   * Looks up who of the given agents is there and who belongs to the group already, in a few round trips for
   * thousands of ids, and without reading the group's other members. Agents that are there stay there until the
   * transaction ends.
   */
  candidates(group: Pick<GroupState, 'id' | 'kind'>, agents: readonly AgentId[]): Promise<Candidates>;
  /**
   * Writes the group's new state, the members that joined and left, and its events' journal entries, in the
   * scope's transaction: the only way to write a group. Without events nothing is written.
   *
   * @throws DomainError `groupNameTaken` when another group of the account has the displayName.
   * @throws ConcurrentChange when the stored version is not that of `change.before`.
   */
  store(change: GroupChange): Promise<void>;
  /**
   * Stores many changes as `store` does each; groups that are made and groups that are removed in a few round trips for
   * all of them.
   *
   * @throws what `store` throws.
   */
  storeAll(changes: readonly GroupChange[]): Promise<void>;
  /** The groups that name the agent as a member, of one kind where it is said; they stay until the transaction ends. */
  naming(id: AgentId, kind?: GroupKind): Promise<readonly Group[]>;
  /** So many of the groups that a template made, in the order of their ids. */
  ofTemplate(id: GroupTemplateId, after: GroupId | undefined, limit: number): Promise<readonly Group[]>;
  /** The groups that templates made for these values, where there are any; they stay until the transaction ends. */
  ofValues(values: readonly TemplateValue[]): Promise<readonly Group[]>;
  /** Those of the groups whose value no agent has any longer. */
  unused(groups: readonly Group[]): Promise<readonly Group[]>;
  /** Which of the names groups of the account have, in folded case. */
  takenNames(names: readonly string[]): Promise<ReadonlySet<string>>;
}
