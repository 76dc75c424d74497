import type { ApiTokenRepository } from '../../../application/ports/api-token-repository.ts';
import type { ApiToken, ApiTokenChange } from '../../../domain/account/api-token.ts';
import type { ApiTokenId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import { columnsOf } from '../entities/column-lists.ts';
import { type ApiTokenRow, apiTokenOf } from './api-token-row.ts';

const columns = columnsOf(apiTokenEntity).join(', ');
const find = new AccountStatement(`SELECT ${columns} FROM api_tokens WHERE account_id = :account AND id = ?`);
const list = new AccountStatement(
  `SELECT ${columns} FROM api_tokens WHERE account_id = :account ORDER BY id`,
);
const insert = new AccountStatement(
  'INSERT INTO api_tokens (account_id, id, name, secret_hash, created_at, expires_at, rotated_from, agent_id) VALUES (:account, ?, ?, ?, ?, ?, ?, ?)',
);
const revoke = new AccountStatement(
  'UPDATE api_tokens SET revoked_at = ? WHERE account_id = :account AND id = ?',
);

export class SqlApiTokenRepository implements ApiTokenRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: ApiTokenId): Promise<ApiToken | undefined> {
    const [row] = await this.scope.rows<ApiTokenRow>(find, [id]);
    return row && apiTokenOf(row);
  }

  async list(): Promise<readonly ApiToken[]> {
    return (await this.scope.rows<ApiTokenRow>(list, [])).map(apiTokenOf);
  }

  async store({ before, state: after, events }: ApiTokenChange): Promise<void> {
    if (events.length === 0) return;
    const { id, name, secretHash, createdAt, revokedAt = null } = after.state;
    const { expiresAt = null, rotatedFrom = null, agentId = null } = after.state;
    // Revocation is the only thing that happens to a token, and it is the same whoever comes first.
    if (before !== undefined) await this.scope.run(revoke, [revokedAt, id]);
    else {
      await this.scope.run(insert, [id, name, secretHash, createdAt, expiresAt, rotatedFrom, agentId]);
    }
    this.scope.collect(events);
  }
}
