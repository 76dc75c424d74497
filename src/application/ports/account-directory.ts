import type { Account } from '../../domain/account/account.ts';
import type { ApiToken } from '../../domain/account/api-token.ts';
import type { AgentJobId } from '../../domain/agent/agent-job.ts';
import type { Session, SessionId } from '../../domain/session/session.ts';
import type { AccountId, ApiTokenId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { SignInLink } from '../../domain/sign-in/sign-in-link.ts';
import type { SsoConnection, SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import type { Requester } from './caller.ts';

export interface TokenWithAccount {
  readonly token: ApiToken;
  readonly account: Account;
}

export interface SessionWithAccount {
  readonly session: Session;
  readonly account: Account;
}

export interface TokenReference {
  readonly accountId: AccountId;
  readonly id: ApiTokenId;
}

/** When credentials end, each for itself. */
export interface CredentialEnds {
  /** Of API tokens that are not revoked, and that no other token has taken over from. */
  readonly tokens: readonly Instant[];
  /** Of SAML connections: when the last of their signing certificates ends. */
  readonly certificates: readonly Instant[];
}

export interface ConnectionWithAccount {
  readonly connection: SsoConnection;
  readonly account: Account;
}

export interface SignInLinkWithAccount {
  readonly link: SignInLink;
  readonly account: Account;
}

export interface ConnectionToCheck {
  readonly accountId: AccountId;
  readonly id: SsoConnectionId;
}

export interface DueAgentJob {
  readonly accountId: AccountId;
  readonly id: AgentJobId;
}

/** Accounts whose directory took access away from many agents at once, and of which nobody has decided yet. */
export interface WaveCount {
  readonly told: number;
  /** Those among them whose directory is stopped. */
  readonly stopped: number;
}

/**
 * The only port that looks across accounts: it finds out which account a request belongs to. What it
 * answers may be a few seconds old where it lets somebody in, never where it keeps somebody out.
 */
export interface AccountDirectory {
  /** @param requester - who waits for the answer, and until when. */
  findToken(id: ApiTokenId, requester?: Requester): Promise<TokenWithAccount | undefined>;
  /**
   * @param letsIn - whether an account lets happen what it is asked about; only then may it be seconds old.
   * @param requester - who waits for the answer, and until when.
   */
  findAccount(
    id: AccountId,
    letsIn: (account: Account) => boolean,
    requester?: Requester,
  ): Promise<Account | undefined>;
  /** @param secretHash - of what a browser presents. Never answered from memory: a session that ended lets nobody in. */
  findSession(secretHash: string, requester?: Requester): Promise<SessionWithAccount | undefined>;
  /** Never answered from memory. */
  findConnection(id: SsoConnectionId, requester?: Requester): Promise<ConnectionWithAccount | undefined>;
  /** @param secretHash - of what stands in a link. Never answered from memory either. */
  findSignInLink(secretHash: string, requester?: Requester): Promise<SignInLinkWithAccount | undefined>;
  /** The Single Sign-On connections with one of these keys for logout (`logoutKeysOf`), the oldest first, 20 at most. */
  findLogoutConnections(keys: readonly string[], requester?: Requester): Promise<readonly SsoConnection[]>;
  /** Every account, the oldest first. */
  listAccounts(): Promise<readonly Account[]>;
  /** The Single Sign-On connections of open accounts whose metadata or certificates are to be looked at by then. */
  listConnectionsToCheck(at: Instant): Promise<readonly ConnectionToCheck[]>;
  /** The tokens of open accounts that are not revoked and expire after the one time and not after the other. */
  listExpiringTokens(after: Instant, until: Instant): Promise<readonly TokenReference[]>;
  /** Of open accounts, what ends after the one time and not after the other. */
  listCredentialEnds(after: Instant, until: Instant): Promise<CredentialEnds>;
  /** Jobs that are to be worked on, or forgotten, by then: those that have waited longest first, so many at most. */
  listDueAgentJobs(at: Instant, limit: number): Promise<readonly DueAgentJob[]>;
  /** For metrics: of all open accounts, whatever process noticed it. */
  countWaves(): Promise<WaveCount>;
  /**
   * Notes that the token was used, for people to see; lost without harm, and no entry of the journal.
   *
   * @param from - the network address.
   */
  touchToken(id: ApiTokenId, at: Instant, from: string): Promise<void>;
  /** Notes that the session was used, likewise. */
  touchSession(id: SessionId, at: Instant): Promise<void>;
}
