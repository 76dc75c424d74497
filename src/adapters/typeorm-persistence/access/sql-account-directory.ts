import { IsNull, LessThan, type SelectQueryBuilder } from 'typeorm';
import type {
  AccountDirectory,
  ConnectionToCheck,
  ConnectionWithAccount,
  SessionWithAccount,
  TokenReference,
  TokenWithAccount,
} from '../../../application/ports/account-directory.ts';
import type { Account } from '../../../domain/account/account.ts';
import type { SessionId } from '../../../domain/session/session.ts';
import {
  type AccountId,
  type ApiTokenId,
  accountId,
  apiTokenId,
} from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type SsoConnectionId, ssoConnectionId } from '../../../domain/sign-in/sso-connection.ts';
import { type AccountRow, accountOf } from '../accounts/account-row.ts';
import type { Borrower, RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import { accountEntity } from '../entities/account-entity.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import { sessionEntity } from '../entities/session-entity.ts';
import { ssoConnectionEntity } from '../entities/sso-connection-entity.ts';
import { sessionOf } from '../sessions/session-row.ts';
import { connectionOf } from '../sign-in/sso-connection-row.ts';
import { apiTokenOf } from './api-token-row.ts';

/** An account as it comes in one round trip with what is told of its connections. */
type AccountWithIssuers = AccountRow & { readonly connections: readonly { readonly issuer: string }[] };

/** What is asked here is bound to no account, since it finds out which account a request belongs to. */
export class SqlAccountDirectory implements AccountDirectory {
  constructor(private readonly connections: RetryingConnections) {}

  async findToken(id: ApiTokenId, requester: Borrower = {}): Promise<TokenWithAccount | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      withIssuers(
        manager
          .createQueryBuilder(apiTokenEntity, 'token')
          .innerJoinAndMapOne('token.account', 'accounts', 'account', 'account.id = token.account_id')
          .where('token.id = :id', { id }),
        'token',
        'account',
      ).getOne(),
    );
    if (row === null) return undefined;
    const { account } = row as typeof row & { readonly account: AccountWithIssuers };
    return { token: apiTokenOf(row), account: accountWith(account) };
  }

  async findAccount(id: AccountId, _letsIn: unknown, requester: Borrower = {}): Promise<Account | undefined> {
    const row = await this.connections.read(requester, (connection) =>
      accountsOn(connection).where('account.id = :id', { id }).getOne(),
    );
    return row === null ? undefined : accountWith(row as AccountWithIssuers);
  }

  async findSession(secretHash: string, requester: Borrower = {}): Promise<SessionWithAccount | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      withIssuers(
        manager
          .createQueryBuilder(sessionEntity, 'session')
          .innerJoinAndMapOne('session.account', 'accounts', 'account', 'account.id = session.account_id')
          .where('session.secret_hash = :secretHash', { secretHash }),
        'session',
        'account',
      ).getOne(),
    );
    if (row === null) return undefined;
    const { account } = row as typeof row & { readonly account: AccountWithIssuers };
    return { session: sessionOf(row), account: accountWith(account) };
  }

  async findConnection(
    id: SsoConnectionId,
    requester: Borrower = {},
  ): Promise<ConnectionWithAccount | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      manager.findOneBy(ssoConnectionEntity, { id }),
    );
    const account = row && (await this.findAccount(accountId(row.account_id), undefined, requester));
    return row && account ? { connection: connectionOf(row), account } : undefined;
  }

  async listAccounts(): Promise<readonly Account[]> {
    const rows = await this.connections.read({}, (connection) => accountsOn(connection).getMany());
    return (rows as AccountWithIssuers[]).map(accountWith);
  }

  async listConnectionsToCheck(at: Instant): Promise<readonly ConnectionToCheck[]> {
    const rows = await this.connections.read({}, ({ manager }) =>
      manager
        .createQueryBuilder(ssoConnectionEntity, 'connection')
        .select(['connection.account_id', 'connection.id'])
        .innerJoin('accounts', 'account', 'account.id = connection.account_id')
        .where('connection.check_due_at <= :at AND account.closed_at IS NULL', { at })
        .getMany(),
    );
    return rows.map((row) => ({ accountId: accountId(row.account_id), id: ssoConnectionId(row.id) }));
  }

  async listExpiringTokens(after: Instant, until: Instant): Promise<readonly TokenReference[]> {
    const rows = await this.connections.read({}, ({ manager }) =>
      manager
        .createQueryBuilder(apiTokenEntity, 'token')
        .select(['token.account_id', 'token.id'])
        .innerJoin('accounts', 'account', 'account.id = token.account_id')
        .where('token.expires_at > :after AND token.expires_at <= :until', { after, until })
        .andWhere('token.revoked_at IS NULL AND account.closed_at IS NULL')
        .getMany(),
    );
    return rows.map((row) => ({ accountId: accountId(row.account_id), id: apiTokenId(row.id) }));
  }

  async touchToken(id: ApiTokenId, at: Instant, from: string): Promise<void> {
    const usedBefore = [
      { id, last_used_at: IsNull() },
      { id, last_used_at: LessThan(at) },
    ];
    await this.connections.transact({}, ({ manager }) =>
      manager.update(apiTokenEntity, usedBefore, { last_used_at: at, last_used_from: from }),
    );
  }

  async touchSession(id: SessionId, at: Instant): Promise<void> {
    const seenBefore = { id, last_seen_at: LessThan(at) };
    await this.connections.transact({}, ({ manager }) =>
      manager.update(sessionEntity, seenBefore, { last_seen_at: at }),
    );
  }
}

const accountsOn = ({ manager }: SqlConnection) =>
  withIssuers(manager.createQueryBuilder(accountEntity, 'account'), 'account');

/** Of connections their settings, which are long, are not read. */
const withIssuers = <Row extends object>(
  query: SelectQueryBuilder<Row>,
  ...selected: readonly string[]
): SelectQueryBuilder<Row> =>
  query
    .leftJoinAndMapMany(
      'account.connections',
      'sso_connections',
      'connection',
      'connection.account_id = account.id',
    )
    .select([...selected, 'connection.account_id', 'connection.id', 'connection.issuer'])
    .orderBy('account.id')
    .addOrderBy('connection.id');

const accountWith = (row: AccountWithIssuers): Account =>
  accountOf(
    row,
    row.connections.map(({ issuer }) => issuer),
  );
