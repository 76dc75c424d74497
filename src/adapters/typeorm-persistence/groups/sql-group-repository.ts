import type {
  Candidates,
  GroupRepository,
  TemplateValue,
} from '../../../application/ports/group-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Group, GroupChange, GroupState } from '../../../domain/group/group.ts';
import type { GroupMember } from '../../../domain/group/group-member.ts';
import { groupNameTaken } from '../../../domain/group/group-name-taken.ts';
import type { GroupKind } from '../../../domain/group/group-reference.ts';
import type { GroupTemplateId } from '../../../domain/group/group-template.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import { assigned } from '../entities/column-lists.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { takenKeys } from '../scope/taken-keys.ts';
import {
  alternativesPerStatementMax,
  batchesOf,
  placeholdersOf,
  selectsPerStatementMax,
} from '../statements/batches.ts';
import { joined, never, type SqlFragment, sql } from '../statements/sql-fragment.ts';
import {
  changedColumns,
  changedValues,
  type GroupRow,
  groupColumns,
  groupOf,
  insertedColumns,
  insertedValues,
  keyOf,
  renamedColumns,
} from './group-row.ts';
import {
  candidatesOf,
  deleteAllMemberships,
  deleteMemberships,
  insertMemberships,
} from './membership-rows.ts';
import { SqlGroupReader } from './sql-group-reader.ts';

const ofTemplate = AccountStatement.of(
  `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND g.template_id = ? AND g.governed_by = 'rule' AND g.id > ? ORDER BY g.id LIMIT ?`,
);
const ofPlaces = `SELECT ${groupColumns} FROM agent_groups AS g WHERE g.account_id = :account AND (g.template_id, g.template_value_key) IN`;
const naming = `SELECT ${groupColumns} FROM memberships AS m JOIN agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id WHERE m.account_id = :account AND m.agent_id = ?`;
const insertInto = `INSERT INTO agent_groups (account_id, ${insertedColumns.join(', ')}) VALUES`;
const insertedRow = `(:account, ${placeholdersOf(insertedColumns)})`;
const updateOf = (columns: readonly string[]): AccountStatement =>
  AccountStatement.of(
    `UPDATE agent_groups SET ${assigned(columns)} WHERE account_id = :account AND id = ? AND version = ?`,
  );

const pairBounds = { parametersOf: () => 2, partsMax: alternativesPerStatementMax };

export class SqlGroupRepository extends SqlGroupReader implements GroupRepository {
  candidates(group: Pick<GroupState, 'id' | 'kind'>, agents: readonly AgentId[]): Promise<Candidates> {
    return candidatesOf(this.scope, group, agents);
  }

  async naming(id: AgentId, kind?: GroupKind): Promise<readonly Group[]> {
    // Locked at once and in one order: many who leave a group at the same time wait for each other and do not collide.
    const ofKind = kind === undefined ? '' : ' AND g.kind = ?';
    const statement = AccountStatement.of(`${naming}${ofKind} ORDER BY g.id${this.scope.dialect.forUpdate}`);
    const parameters = kind === undefined ? [id] : [id, kind];
    return (await this.scope.rows<GroupRow>(statement, parameters)).map(groupOf);
  }

  async ofTemplate(
    id: GroupTemplateId,
    after: GroupId | undefined,
    limit: number,
  ): Promise<readonly Group[]> {
    const parameters = [id, after ?? '', this.scope.dialect.limit(limit)];
    return (await this.scope.rows<GroupRow>(ofTemplate, parameters)).map(groupOf);
  }

  async ofValues(values: readonly TemplateValue[]): Promise<readonly Group[]> {
    const groups: Group[] = [];
    const { pairs, forShare } = this.scope.dialect;
    // In no order, for whose sake SQLite and MariaDB were seen to look at all groups of the account. Rows are locked in the
    // order of the index.
    for (const batch of batchesOf(values, pairBounds)) {
      const statement = AccountStatement.of(`${ofPlaces} ${pairs(batch.length)}${forShare}`);
      const places = batch.flatMap(({ template, value }) => [template.state.id, keyOf(value)]);
      groups.push(...(await this.scope.rows<GroupRow>(statement, places)).map(groupOf));
    }
    return groups;
  }

  async unused(groups: readonly Group[]): Promise<readonly Group[]> {
    const unused = new Set<string>();
    for (const batch of batchesOf(groups, { partsMax: selectsPerStatementMax })) {
      // The rows are locked first, so that whoever gives somebody a value meanwhile has either done so or waits.
      const ids = batch.map(({ state }) => state.id);
      const locked = AccountStatement.of(
        `SELECT id FROM agent_groups WHERE account_id = :account AND id IN (${placeholdersOf(ids)}) ORDER BY id${this.scope.dialect.forUpdate}`,
      );
      await this.scope.rows(locked, ids);
      const selects = joined(batch.map(idIfUnused), ' UNION ALL ');
      const found = AccountStatement.of(selects.text);
      for (const { id } of await this.scope.rows<{ id: string }>(found, selects.parameters)) unused.add(id);
    }
    return groups.filter(({ state }) => unused.has(state.id));
  }

  takenNames(names: readonly string[]): Promise<ReadonlySet<string>> {
    return takenKeys(this.scope, 'agent_groups', 'display_name_key', names);
  }

  store(change: GroupChange): Promise<void> {
    return this.storeAll([change]);
  }

  async storeAll(changes: readonly GroupChange[]): Promise<void> {
    const effective = changes.filter(({ events }) => events.length > 0);
    const governsMore = effective.some(({ state }) => state.state.rule && state.state.origin === undefined);
    if (governsMore) this.scope.requirePolicyChange();
    // A name that one gives up another may take.
    await this.remove(effective.flatMap(({ before, removes }) => (removes ? (before ?? []) : [])));
    for (const change of effective) await this.update(change);
    await this.insert(effective.flatMap(({ before, state }) => (before === undefined ? state : [])));
    for (const { state, membership } of effective) {
      await deleteMemberships(this.scope, state.state.id, membership.left.map(idOf));
      await insertMemberships(this.scope, state.state.id, membership.joined.map(idOf));
    }
    this.scope.collect(effective.flatMap(({ events }) => events));
  }

  private async remove(groups: readonly Group[]): Promise<void> {
    for (const batch of batchesOf(groups, pairBounds)) {
      const statement = AccountStatement.of(
        `DELETE FROM agent_groups WHERE account_id = :account AND (id, version) IN ${this.scope.dialect.pairs(batch.length)}`,
      );
      const versions = batch.flatMap(({ state: { id, version } }) => [id, version]);
      requireWritten(await this.scope.run(statement, versions), batch);
    }
    // Of a group that a rule governs, members are nowhere stored.
    const named = groups.filter(({ state }) => state.governedBy !== 'rule');
    for (const { state } of named) await deleteAllMemberships(this.scope, state.id);
  }

  private async update({ before, state: after, removes }: GroupChange): Promise<void> {
    if (before === undefined || removes) return;
    const { id, version, displayName } = before.state;
    const columns = displayName === after.state.displayName ? changedColumns : renamedColumns;
    const parameters = [...changedValues(after, columns), id, version];
    const written = () => this.scope.run(updateOf(columns), parameters);
    requireWritten(await this.unlessDuplicate(after, written), [after]);
  }

  private async insert(groups: readonly Group[]): Promise<void> {
    const parametersOf = (group: Group) => insertedValues(group).length + 1;
    for (const batch of batchesOf(groups, { parametersOf })) {
      const [first] = batch as readonly [Group];
      const statement = AccountStatement.of(`${insertInto} ${placeholdersOf(batch, insertedRow)}`);
      await this.unlessDuplicate(first, () => this.scope.run(statement, batch.flatMap(insertedValues)));
    }
  }

  private async unlessDuplicate(group: Group, write: () => Promise<number>): Promise<number> {
    try {
      return await write();
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      // Somebody else made the template's group, or one of its name, and this one finds it, or another name, next time.
      if (group.state.origin !== undefined)
        throw new ConcurrentChange('A group of the value or name was made in between.');
      throw groupNameTaken(group.state.displayName);
    }
  }
}

const idOf = ({ id }: GroupMember): AgentId => id;

function requireWritten(rows: number, groups: readonly Group[]): void {
  if (rows === groups.length) return;
  const ids = groups.map(({ state }) => state.id).join(', ');
  throw new ConcurrentChange(`A group was changed in between, of ${ids}.`);
}

/** Selects the group's id where it is there and no agent has its value. */
function idIfUnused({ state: { id, origin } }: Group): SqlFragment {
  const isUnused =
    origin === undefined
      ? never
      : sql`NOT EXISTS (SELECT 1 FROM agent_values WHERE account_id = :account AND path = ${origin.field.path} AND value_key = ${keyOf(origin.value)})`;
  return sql`SELECT g.id FROM agent_groups AS g WHERE g.account_id = :account AND g.id = ${id} AND ${isUnused}`;
}
