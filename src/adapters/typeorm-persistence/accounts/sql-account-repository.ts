import type { AccountRepository } from '../../../application/ports/account-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Account, AccountChange } from '../../../domain/account/account.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { accountEntity } from '../entities/account-entity.ts';
import { columnsOf } from '../entities/column-lists.ts';
import { type AccountRow, accountOf } from './account-row.ts';

const find = new AccountStatement(
  `SELECT ${columnsOf(accountEntity).join(', ')} FROM accounts WHERE id = :account`,
);
const insert = new AccountStatement(
  'INSERT INTO accounts (id, name, sso_issuer, groups_over_scim, accepts_undeclared, version, last_modified_at, created_at) VALUES (:account, ?, ?, ?, ?, ?, ?, ?)',
);
const update = new AccountStatement(
  'UPDATE accounts SET name = ?, sso_issuer = ?, groups_over_scim = ?, accepts_undeclared = ?, version = ?, last_modified_at = ? WHERE id = :account AND version = ?',
);

export class SqlAccountRepository implements AccountRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(): Promise<Account | undefined> {
    const [row] = await this.scope.rows<AccountRow>(find, []);
    return row && accountOf(row);
  }

  async store({ before, state: after, events }: AccountChange): Promise<void> {
    if (events.length === 0) return;
    const { name, sso, groupsOverScim, acceptsUndeclared, version, createdAt, lastModifiedAt } = after.state;
    const switches = [groupsOverScim ? 1 : 0, acceptsUndeclared ? 1 : 0];
    const changeable = [name, sso?.issuer ?? null, ...switches, version, lastModifiedAt];
    const written =
      before === undefined
        ? await this.scope.run(insert, [...changeable, createdAt])
        : await this.scope.run(update, [...changeable, before.state.version]);
    if (written === 0) throw new ConcurrentChange(`The account ${after.state.id} was changed in between.`);
    this.scope.collect(events);
  }
}
