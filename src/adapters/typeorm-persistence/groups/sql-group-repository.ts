import type { Candidates, GroupRepository } from '../../../application/ports/group-repository.ts';
import type { ListPage, ListQuery } from '../../../application/ports/list-page.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Group, GroupChange } from '../../../domain/group/group.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { groupNameTaken } from '../../../domain/group/group-name-taken.ts';
import type { GroupView } from '../../../domain/group/group-view.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import type { SqlValue } from '../connections/sql-connection.ts';
import { storeEvents } from '../journal/store-entries.ts';
import { listResources } from '../search/list-resources.ts';
import { changeableColumns, type GroupRow, groupColumns, groupOf, insertableColumns } from './group-row.ts';
import {
  candidatesOf,
  deleteAllMemberships,
  deleteMemberships,
  insertMemberships,
  memberIdsOf,
  membersOf,
} from './membership-rows.ts';
import { searchableGroups } from './searchable-groups.ts';

const byId = `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.id = ?`;
const find = new AccountStatement(byId);
const findForUpdate = new AccountStatement(`${byId} FOR UPDATE`);
const insert = new AccountStatement(
  'INSERT INTO agent_groups (account_id, id, governed_by, created_at, display_name, display_name_key, external_id, version, last_modified_at) VALUES (:account, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const update = new AccountStatement(
  'UPDATE agent_groups SET display_name = ?, display_name_key = ?, external_id = ?, version = ?, last_modified_at = ? WHERE account_id = :account AND id = ? AND version = ?',
);
const remove = new AccountStatement(
  'DELETE FROM agent_groups WHERE account_id = :account AND id = ? AND version = ?',
);

export class SqlGroupRepository implements GroupRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: GroupId): Promise<Group | undefined> {
    const [row] = await this.scope.rows<GroupRow>(this.scope.readLock === '' ? find : findForUpdate, [id]);
    return row && groupOf(row);
  }

  async view(id: GroupId, withMembers: boolean): Promise<GroupView | undefined> {
    // The group first: were somebody to join in between, its version must not be newer than its members.
    const group = await this.find(id);
    return group && { group, members: withMembers ? await this.members(id) : undefined };
  }

  async list(query: ListQuery, withMembers: boolean): Promise<ListPage<GroupView>> {
    const listed = await listResources<GroupRow>(this.scope, searchableGroups, groupColumns, query);
    const { rows, ...page } = listed;
    const groups = rows.map(groupOf);
    if (!withMembers) return { ...page, resources: groups.map((group) => ({ group })) };
    const ids = groups.map(({ state }) => state.id);
    const members = await membersOf(this.scope, ids);
    return {
      ...page,
      resources: groups.map((group) => ({ group, members: members.get(group.state.id) ?? [] })),
    };
  }

  async members(id: GroupId): Promise<readonly GroupMember[]> {
    return (await membersOf(this.scope, [id])).get(id) ?? [];
  }

  memberIds(id: GroupId): Promise<readonly AgentId[]> {
    return memberIdsOf(this.scope, id);
  }

  candidates(id: GroupId, agents: readonly AgentId[]): Promise<Candidates> {
    return candidatesOf(this.scope, id, agents);
  }

  async store(change: GroupChange): Promise<void> {
    const { before, state: after, events, membership } = change;
    if (events.length === 0) return;
    const { id } = after.state;
    if (before === undefined) await this.write(after, insert, insertableColumns(after));
    else if (after.state.removed) await this.remove(before);
    else await this.write(after, update, [...changeableColumns(after), id, before.state.version]);
    await deleteMemberships(this.scope, id, membership.left);
    await insertMemberships(this.scope, id, membership.joined);
    await storeEvents(this.scope, events);
  }

  private async remove({ state: { id, version } }: Group): Promise<void> {
    requireWritten(await this.scope.run(remove, [id, version]), id);
    await deleteAllMemberships(this.scope, id);
  }

  private async write(group: Group, statement: AccountStatement, parameters: SqlValue[]): Promise<void> {
    const { id, displayName } = group.state;
    try {
      requireWritten(await this.scope.run(statement, parameters), id);
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw groupNameTaken(displayName);
    }
  }
}

function requireWritten(rows: number, id: GroupId): void {
  if (rows === 0) throw new ConcurrentChange(`The group ${id} was changed in between.`);
}
