import type { ApiTokenRepository } from '../../../application/ports/api-token-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
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
    if (before === undefined) await this.insert(after);
    else if ((await this.tokens.update(asItWas(before), changed(after))) === 0)
      throw new ConcurrentChange('The token was revoked, or its end was told, in between.');
    this.scope.collect(events);
  }

  private async insert(token: ApiToken): Promise<void> {
    const key = foldCase(token.state.name);
    const holder = await this.tokens.find({ held_name_key: key });
    // Nothing is written when a token expires, so that its name is taken from it when another one wants it.
    if (holder !== undefined && !apiTokenOf(holder).isUsable(token.state.createdAt)) {
      await this.tokens.update({ id: holder.id }, { held_name_key: null });
    }
    try {
      await this.tokens.insert({ ...rowOfNewToken(token), held_name_key: key });
    } catch (error) {
      if (this.scope.dialect.failureOf(error) !== 'duplicate') throw error;
      throw new ConcurrentChange('Another token was given the name in between.');
    }
  }

  private get tokens() {
    return this.scope.table(apiTokenEntity);
  }
}

/** Whoever comes second finds it done, so that the journal tells of it once. */
const asItWas = ({ state: { id, revokedAt, expiryToldAt } }: ApiToken) => ({
  id,
  revoked_at: revokedAt ?? null,
  expiry_told_at: expiryToldAt ?? null,
});

/** A token that is revoked leaves its name to others. */
const changed = ({ state: { revokedAt, expiryToldAt } }: ApiToken) =>
  revokedAt === undefined
    ? { expiry_told_at: expiryToldAt ?? null }
    : { revoked_at: revokedAt, held_name_key: null };
