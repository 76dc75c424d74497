import { LRUCache } from 'lru-cache';
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
} from '../../application/ports/account-directory.ts';
import type { Requester } from '../../application/ports/caller.ts';
import type { Account } from '../../domain/account/account.ts';
import type { SessionId } from '../../domain/session/session.ts';
import type { AccountId, ApiTokenId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { SsoConnection, SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';

const entriesMax = 10_000;
/** How exactly entries end: to know the time costs the cache a timer. */
const ttlResolution = 20;

/**
 * Spares requests the look-up of their token and account. What changes is answered from memory for seconds only, and what
 * keeps people out never: a revoked token stops working that soon and for good, and a new token or a connection just made
 * works at once.
 */
export class CachedAccountDirectory implements AccountDirectory {
  private readonly tokens: LRUCache<ApiTokenId, TokenWithAccount>;
  private readonly accounts: LRUCache<AccountId, Account>;

  /** @param seconds - more than 0. */
  constructor(
    private readonly directory: AccountDirectory,
    seconds: number,
  ) {
    const ttl = seconds * 1000;
    this.tokens = new LRUCache({ max: entriesMax, ttl, ttlResolution });
    this.accounts = new LRUCache({ max: entriesMax, ttl, ttlResolution });
  }

  async findToken(id: ApiTokenId, requester?: Requester): Promise<TokenWithAccount | undefined> {
    const cached = this.tokens.get(id);
    if (cached !== undefined) return cached;
    const found = await this.directory.findToken(id, requester);
    if (found !== undefined && mayBeRemembered(found)) this.tokens.set(id, found);
    return found;
  }

  async findAccount(
    id: AccountId,
    letsIn: (account: Account) => boolean,
    requester?: Requester,
  ): Promise<Account | undefined> {
    const cached = this.accounts.get(id);
    if (cached !== undefined && letsIn(cached)) return cached;
    const found = await this.directory.findAccount(id, letsIn, requester);
    if (found !== undefined) this.accounts.set(id, found);
    return found;
  }

  findSession(secretHash: string, requester?: Requester): Promise<SessionWithAccount | undefined> {
    return this.directory.findSession(secretHash, requester);
  }

  findConnection(id: SsoConnectionId, requester?: Requester): Promise<ConnectionWithAccount | undefined> {
    return this.directory.findConnection(id, requester);
  }

  findSignInLink(secretHash: string, requester?: Requester): Promise<SignInLinkWithAccount | undefined> {
    return this.directory.findSignInLink(secretHash, requester);
  }

  findLogoutConnections(keys: readonly string[], requester?: Requester): Promise<readonly SsoConnection[]> {
    return this.directory.findLogoutConnections(keys, requester);
  }

  listAccounts(): Promise<readonly Account[]> {
    return this.directory.listAccounts();
  }

  listConnectionsToCheck(at: Instant): Promise<readonly ConnectionToCheck[]> {
    return this.directory.listConnectionsToCheck(at);
  }

  listExpiringTokens(after: Instant, until: Instant): Promise<readonly TokenReference[]> {
    return this.directory.listExpiringTokens(after, until);
  }

  listCredentialEnds(after: Instant, until: Instant): Promise<CredentialEnds> {
    return this.directory.listCredentialEnds(after, until);
  }

  listDueAgentJobs(at: Instant, limit: number): Promise<readonly DueAgentJob[]> {
    return this.directory.listDueAgentJobs(at, limit);
  }

  countWaves(): Promise<WaveCount> {
    return this.directory.countWaves();
  }

  touchToken(id: ApiTokenId, at: Instant, from: string): Promise<void> {
    return this.directory.touchToken(id, at, from);
  }

  touchSession(id: SessionId, at: Instant): Promise<void> {
    return this.directory.touchSession(id, at);
  }
}

/**
 * A person's token is asked for each time: whoever is signed out everywhere is so at once, however long an operator has
 * others remembered.
 */
const mayBeRemembered = ({ token, account }: TokenWithAccount): boolean =>
  account.state.closedAt === undefined && token.state.agentId === undefined;
