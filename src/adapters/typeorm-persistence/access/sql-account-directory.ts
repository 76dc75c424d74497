import { IsNull, LessThan } from 'typeorm';
import type {
  AccountDirectory,
  SessionWithAccount,
  TokenWithAccount,
} from '../../../application/ports/account-directory.ts';
import type { Account } from '../../../domain/account/account.ts';
import type { SessionId } from '../../../domain/session/session.ts';
import type { AccountId, ApiTokenId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type AccountRow, accountOf } from '../accounts/account-row.ts';
import type { Borrower, RetryingConnections } from '../connections/retrying-connections.ts';
import { accountEntity } from '../entities/account-entity.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import { sessionEntity } from '../entities/session-entity.ts';
import { sessionOf } from '../sessions/session-row.ts';
import { apiTokenOf } from './api-token-row.ts';

/** What is asked here is bound to no account, since it finds out which account a request belongs to. */
export class SqlAccountDirectory implements AccountDirectory {
  constructor(private readonly connections: RetryingConnections) {}

  async findToken(id: ApiTokenId, requester: Borrower = {}): Promise<TokenWithAccount | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      manager
        .createQueryBuilder(apiTokenEntity, 'token')
        .innerJoinAndMapOne('token.account', 'accounts', 'account', 'account.id = token.account_id')
        .where('token.id = :id', { id })
        .getOne(),
    );
    if (row === null) return undefined;
    const { account } = row as typeof row & { readonly account: AccountRow };
    return { token: apiTokenOf(row), account: accountOf(account) };
  }

  async findAccount(id: AccountId, _letsIn: unknown, requester: Borrower = {}): Promise<Account | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      manager.findOneBy(accountEntity, { id }),
    );
    return row === null ? undefined : accountOf(row);
  }

  async findSession(secretHash: string, requester: Borrower = {}): Promise<SessionWithAccount | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      manager
        .createQueryBuilder(sessionEntity, 'session')
        .innerJoinAndMapOne('session.account', 'accounts', 'account', 'account.id = session.account_id')
        .where('session.secret_hash = :secretHash', { secretHash })
        .getOne(),
    );
    if (row === null) return undefined;
    const { account } = row as typeof row & { readonly account: AccountRow };
    return { session: sessionOf(row), account: accountOf(account) };
  }

  async listAccounts(): Promise<readonly Account[]> {
    const rows = await this.connections.read({}, ({ manager }) =>
      manager.find(accountEntity, { order: { id: 'ASC' } }),
    );
    return rows.map(accountOf);
  }

  async touchToken(id: ApiTokenId, at: Instant): Promise<void> {
    const usedBefore = [
      { id, last_used_at: IsNull() },
      { id, last_used_at: LessThan(at) },
    ];
    await this.connections.transact({}, ({ manager }) =>
      manager.update(apiTokenEntity, usedBefore, { last_used_at: at }),
    );
  }

  async touchSession(id: SessionId, at: Instant): Promise<void> {
    const seenBefore = { id, last_seen_at: LessThan(at) };
    await this.connections.transact({}, ({ manager }) =>
      manager.update(sessionEntity, seenBefore, { last_seen_at: at }),
    );
  }
}
