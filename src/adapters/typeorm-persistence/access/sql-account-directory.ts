import type { AccountDirectory, TokenWithAccount } from '../../../application/ports/account-directory.ts';
import type { Account } from '../../../domain/account/account.ts';
import { type AccountId, type ApiTokenId, accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type AccountRow, accountOf } from '../accounts/account-row.ts';
import { accountEntity } from '../entities/account-entity.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import { columnsOf } from '../entities/column-lists.ts';
import type { PatientConnections } from '../patient-connections.ts';
import { type ApiTokenRow, apiTokenOf } from './api-token-row.ts';

/** The only statements that are bound to no account: they find out which account a request belongs to. */
const tokenById = `SELECT ${columnsOf(apiTokenEntity).join(', ')} FROM api_tokens WHERE id = ?`;
const accounts = `SELECT ${columnsOf(accountEntity).join(', ')} FROM accounts`;
const accountById = `${accounts} WHERE id = ?`;
const everyAccount = `${accounts} ORDER BY id`;
const touch =
  'UPDATE api_tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)';

export class SqlAccountDirectory implements AccountDirectory {
  constructor(private readonly connections: PatientConnections) {}

  async findToken(id: ApiTokenId): Promise<TokenWithAccount | undefined> {
    const [row] = await this.rows<ApiTokenRow>(tokenById, [id]);
    const account = row && (await this.findAccount(accountId(row.account_id)));
    return account && { token: apiTokenOf(row), account };
  }

  async findAccount(id: AccountId): Promise<Account | undefined> {
    const [row] = await this.rows<AccountRow>(accountById, [id]);
    return row && accountOf(row);
  }

  async listAccounts(): Promise<readonly Account[]> {
    return (await this.rows<AccountRow>(everyAccount, [])).map(accountOf);
  }

  async touchToken(id: ApiTokenId, at: Instant): Promise<void> {
    await this.connections.read((connection) => connection.run(touch, [at, id, at]));
  }

  private rows<Row>(sql: string, parameters: readonly string[]): Promise<readonly Row[]> {
    return this.connections.read((connection) => connection.rows<Row>(sql, parameters));
  }
}
