import type { Account } from '../../domain/account/account.ts';
import type { ApiToken } from '../../domain/account/api-token.ts';
import type { Session, SessionId } from '../../domain/session/session.ts';
import type { AccountId, ApiTokenId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
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

export interface ConnectionWithAccount {
  readonly connection: SsoConnection;
  readonly account: Account;
}

export interface ConnectionToCheck {
  readonly accountId: AccountId;
  readonly id: SsoConnectionId;
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
  /** Every account, the oldest first. */
  listAccounts(): Promise<readonly Account[]>;
  /** The Single Sign-On connections of open accounts whose metadata or certificates are to be looked at by then. */
  listConnectionsToCheck(at: Instant): Promise<readonly ConnectionToCheck[]>;
  /** The tokens of open accounts that are not revoked and expire after the one time and not after the other. */
  listExpiringTokens(after: Instant, until: Instant): Promise<readonly TokenReference[]>;
  /**
   * Notes that the token was used, for people to see; lost without harm, and no entry of the journal.
   *
   * @param from - the network address.
   */
  touchToken(id: ApiTokenId, at: Instant, from: string): Promise<void>;
  /** Notes that the session was used, likewise. */
  touchSession(id: SessionId, at: Instant): Promise<void>;
}
