import {
  type EntitySchema,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import type {
  AccountDirectory,
  ConnectionToCheck,
  ConnectionWithAccount,
  CredentialEnds,
  DueAgentJob,
  SessionWithAccount,
  SignInLinkWithAccount,
  TokenReference,
  TokenWithAccount,
  WaveCount,
} from '../../../application/ports/account-directory.ts';
import type { Account } from '../../../domain/account/account.ts';
import { agentJobId } from '../../../domain/agent/agent-job.ts';
import type { SessionId } from '../../../domain/session/session.ts';
import {
  type AccountId,
  type ApiTokenId,
  accountId,
  apiTokenId,
} from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import {
  type SsoConnection,
  type SsoConnectionId,
  ssoConnectionId,
} from '../../../domain/sign-in/sso-connection.ts';
import { type AccountRow, accountOf } from '../accounts/account-row.ts';
import { countWaves } from '../brake/count-waves.ts';
import type { Borrower, RetryingConnections } from '../connections/retrying-connections.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import { accountEntity } from '../entities/account-entity.ts';
import { agentJobEntity } from '../entities/agent-job-entity.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import { sessionEntity } from '../entities/session-entity.ts';
import { signInLinkEntity } from '../entities/sign-in-link-entity.ts';
import { ssoConnectionEntity } from '../entities/sso-connection-entity.ts';
import { sessionOf } from '../sessions/session-row.ts';
import { signInLinkOf } from '../sign-in/sign-in-link-row.ts';
import { connectionOf } from '../sign-in/sso-connection-row.ts';
import { apiTokenOf } from './api-token-row.ts';
import { credentialEnds, tokensEnding } from './credential-ends.ts';

/** An account as it comes in one round trip with what is told of its connections. */
type AccountWithIssuers = AccountRow & { readonly connections: readonly { readonly issuer: string }[] };

/** What is asked here is bound to no account, since it finds out which account a request belongs to. */
export class SqlAccountDirectory implements AccountDirectory {
  constructor(private readonly connections: RetryingConnections) {}

  async findToken(id: ApiTokenId, requester?: Borrower): Promise<TokenWithAccount | undefined> {
    const found = await this.withAccount(apiTokenEntity, { id }, requester);
    return found && { token: apiTokenOf(found.row), account: found.account };
  }

  async findAccount(id: AccountId, _letsIn: unknown, requester: Borrower = {}): Promise<Account | undefined> {
    const row = await this.connections.read(requester, (connection) =>
      accountsOn(connection).where('account.id = :id', { id }).getOne(),
    );
    return row === null ? undefined : accountWith(row as AccountWithIssuers);
  }

  async findSession(secretHash: string, requester?: Borrower): Promise<SessionWithAccount | undefined> {
    const found = await this.withAccount(sessionEntity, { secret_hash: secretHash }, requester);
    return found && { session: sessionOf(found.row), account: found.account };
  }

  async findSignInLink(secretHash: string, requester?: Borrower): Promise<SignInLinkWithAccount | undefined> {
    const found = await this.withAccount(signInLinkEntity, { secret_hash: secretHash }, requester);
    return found && { link: signInLinkOf(found.row), account: found.account };
  }

  async findLogoutConnections(
    keys: readonly string[],
    requester: Borrower = {},
  ): Promise<readonly SsoConnection[]> {
    const rows = await this.connections.read(requester, ({ manager }) =>
      manager.find(ssoConnectionEntity, {
        where: { logout_key: In(keys) },
        order: { id: 'ASC' },
        take: logoutConnectionsMax,
      }),
    );
    return rows.map(connectionOf);
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
    const rows = await this.connections.read({}, (connection) =>
      tokensEnding(connection, after, until).select(['token.account_id', 'token.id']).getMany(),
    );
    return rows.map((row) => ({ accountId: accountId(row.account_id), id: apiTokenId(row.id) }));
  }

  listCredentialEnds(after: Instant, until: Instant): Promise<CredentialEnds> {
    return this.connections.read({}, (connection) => credentialEnds(connection, after, until));
  }

  async listDueAgentJobs(at: Instant, limit: number): Promise<readonly DueAgentJob[]> {
    const rows = await this.connections.read({}, ({ manager }) =>
      manager.find(agentJobEntity, {
        select: { account_id: true, id: true },
        where: { due_at: LessThanOrEqual(at) },
        order: { due_at: 'ASC' },
        take: limit,
      }),
    );
    return rows.map((row) => ({ accountId: accountId(row.account_id), id: agentJobId(row.id) }));
  }

  countWaves(): Promise<WaveCount> {
    return this.connections.read({}, countWaves);
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

  /** The row with such values of a table, with its account, in one round trip. */
  private async withAccount<Row extends ObjectLiteral>(
    entity: EntitySchema<Row>,
    where: Partial<Row>,
    requester: Borrower = {},
  ): Promise<{ readonly row: Row; readonly account: Account } | undefined> {
    const row = await this.connections.read(requester, ({ manager }) =>
      withIssuers(
        manager
          .createQueryBuilder(entity, 'held')
          .innerJoinAndMapOne('held.account', 'accounts', 'account', 'account.id = held.account_id')
          .where(where),
        'held',
        'account',
      ).getOne(),
    );
    if (row === null) return undefined;
    const { account } = row as Row & { readonly account: AccountWithIssuers };
    return { row, account: accountWith(account) };
  }

  async touchSession(id: SessionId, at: Instant): Promise<void> {
    const seenBefore = { id, last_seen_at: LessThan(at) };
    await this.connections.transact({}, ({ manager }) =>
      manager.update(sessionEntity, seenBefore, { last_seen_at: at }),
    );
  }
}

/** More are of nobody who means well: one provider has one application for a few accounts. */
const logoutConnectionsMax = 20;

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
