import type { ApiTokenRepository } from '../../../application/ports/api-token-repository.ts';
import type { ApiToken, ApiTokenChange } from '../../../domain/account/api-token.ts';
import type { ApiTokenId } from '../../../domain/shared/identifiers.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { apiTokenOf, rowOfNewToken } from './api-token-row.ts';

export class SqlApiTokenRepository implements ApiTokenRepository {
  constructor(private readonly scope: AccountScope) {}

  async find(id: ApiTokenId): Promise<ApiToken | undefined> {
    const row = await this.tokens.find({ id });
    return row && apiTokenOf(row);
  }

  async list(): Promise<readonly ApiToken[]> {
    return (await this.tokens.list('id')).map(apiTokenOf);
  }

  async store({ before, state: after, events }: ApiTokenChange): Promise<void> {
    if (events.length === 0) return;
    // Revocation is the only thing that happens to a token, and it is the same whoever comes first.
    if (before === undefined) await this.tokens.insert(rowOfNewToken(after));
    else await this.tokens.update({ id: after.state.id }, { revoked_at: after.state.revokedAt ?? null });
    this.scope.collect(events);
  }

  private get tokens() {
    return this.scope.table(apiTokenEntity);
  }
}
