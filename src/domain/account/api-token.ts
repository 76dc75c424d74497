import type { JsonObject } from '../../criteria/json.ts';
import { directoryScopes, type TokenScope } from '../permission/token-scope.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { codePointsIn, hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { isToldBetween } from '../shared/expiry-warnings.ts';
import type { AccountId, AgentId, ApiTokenId } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';

export interface ApiTokenState {
  readonly id: ApiTokenId;
  readonly accountId: AccountId;
  readonly name: string;
  /** SHA-256 of the token's secret, in hex; the secret has 256 random bits, so that no slower hash is needed. */
  readonly secretHash: string;
  /** With which the token's text ends, so that people tell it from others; absent for older tokens. */
  readonly lastCharacters?: string;
  readonly createdAt: Instant;
  /** Absent: the token does not expire. */
  readonly expiresAt?: Instant;
  readonly revokedAt?: Instant;
  /** The token that this one takes over from; both work until the older is revoked. */
  readonly rotatedFrom?: ApiTokenId;
  /** Who stands behind the token, where it is one person's. */
  readonly agentId?: AgentId;
  /** What it is for; one at least. */
  readonly scopes: readonly TokenScope[];
  /** Networks in CIDR notation from which alone it can be used; absent for everywhere. */
  readonly addresses?: readonly string[];
  /** Exact to a minute, since not every request writes it. */
  readonly lastUsedAt?: Instant;
  /** The network address from which it was used then. */
  readonly lastUsedFrom?: string;
  /** When the journal last told that it expires soon. */
  readonly expiryToldAt?: Instant;
}

/** What is kept of a token's secret. */
export interface KeptSecret {
  readonly hash: string;
  /** The last four of 43: nobody guesses the others, which have more than 230 bits. */
  readonly lastCharacters: string;
}

export interface ApiTokenRequest {
  readonly name: string;
  /** Whole days; `null` for a token that does not expire; 90 where it is not said. */
  readonly expiresInDays?: number | null;
  /** Binds the token to an agent, for whom it speaks: SCIM's `/Me` is then that agent. */
  readonly agentId?: AgentId;
  /** `scim` where it is not said. */
  readonly scopes?: readonly TokenScope[];
  /** Networks in CIDR notation; absent for everywhere. */
  readonly addresses?: readonly string[];
}

/** What is said of a token that takes over; it speaks for the same agent as the one before, and is for the same. */
export type ApiTokenRenewal = Pick<ApiTokenRequest, 'name' | 'expiresInDays'>;

type ApiTokenEvent = DomainEvent<'ApiTokenIssued' | 'ApiTokenRevoked' | 'ApiTokenExpiring', 'token'>;

export type ApiTokenChange = Change<ApiToken, ApiTokenEvent>;

export const tokenNameCharactersMax = 100;
const expiresInDaysDefault = 90;
const expiresInDaysMax = 3650;
const dayMilliseconds = 86_400_000;

/** What lets a directory act in an account. Immutable; holds the hash of its secret, never the secret. */
export class ApiToken {
  private constructor(readonly state: ApiTokenState) {}

  /** @throws DomainError `tokenNameInvalid`, `tokenExpiryInvalid`, `tokenScopeInvalid`. */
  static issue(
    id: ApiTokenId,
    accountId: AccountId,
    { hash: secretHash, lastCharacters }: KeptSecret,
    request: ApiTokenRequest,
    at: Instant,
    rotatedFrom?: ApiTokenId,
  ): ApiTokenChange {
    const name = request.name.trim();
    if (name === '' || hasMoreCodePoints(name, tokenNameCharactersMax)) {
      throw new DomainError(
        'tokenNameInvalid',
        `A token's name has 1 to ${tokenNameCharactersMax} characters; this one has ${codePointsIn(name)}.`,
        { attribute: 'name' },
      );
    }
    const expiresAt = expiryOf(
      request.expiresInDays === undefined ? expiresInDaysDefault : request.expiresInDays,
      at,
    );
    const { agentId, addresses } = request;
    const scopes = request.scopes === undefined ? directoryScopes : [...new Set(request.scopes)].sort();
    if (agentId !== undefined && scopes.some((scope) => scope !== 'scim')) {
      const message = 'A token that speaks for one agent has the scope "scim" and no other.';
      throw new DomainError('tokenScopeInvalid', message, { attribute: 'scopes' });
    }
    const described = { name, expiresAt, rotatedFrom, agentId, scopes, addresses };
    const token = new ApiToken({ id, accountId, secretHash, lastCharacters, createdAt: at, ...described });
    return { state: token, events: [token.event('ApiTokenIssued', at, {}, described)] };
  }

  static restore(state: ApiTokenState): ApiToken {
    return new ApiToken(state);
  }

  /** @throws DomainError `tokenExpired`, `tokenRevoked`. */
  requireUsable(at: Instant): void {
    this.refuseIfRevoked();
    if (this.isUsable(at)) return;
    const { name, expiresAt } = this.state;
    throw new DomainError('tokenExpired', `The API token ${JSON.stringify(name)} expired on ${expiresAt}.`);
  }

  /** Whether a directory provisions with it, and no program or single agent. */
  get isOfDirectory(): boolean {
    const { scopes, agentId } = this.state;
    return scopes.includes('scim') && agentId === undefined;
  }

  /** Neither revoked nor expired. */
  isUsable(at: Instant): boolean {
    const { revokedAt, expiresAt } = this.state;
    return revokedAt === undefined && (expiresAt === undefined || expiresAt > at);
  }

  /**
   * A token that takes over from this one, which goes on working until it is revoked.
   *
   * @throws DomainError `tokenRevoked`, and what `issue` throws.
   */
  rotate(id: ApiTokenId, secret: KeptSecret, request: ApiTokenRenewal, at: Instant): ApiTokenChange {
    this.refuseIfRevoked();
    const { accountId, expiresAt, agentId, scopes, addresses } = this.state;
    const asBefore = expiresAt === undefined ? null : undefined;
    const { name, expiresInDays = asBefore } = request;
    const renewed = { name, expiresInDays, agentId, scopes, addresses };
    return ApiToken.issue(id, accountId, secret, renewed, at, this.state.id);
  }

  /** Revoking twice changes nothing. */
  revoke(at: Instant): ApiTokenChange {
    if (this.state.revokedAt !== undefined) return { before: this, state: this, events: [] };
    const state = new ApiToken({ ...this.state, revokedAt: at });
    return { before: this, state, events: [this.event('ApiTokenRevoked', at, {}, { revokedAt: at })] };
  }

  /** Has the journal tell, once 30, 14, 7 and 1 days before the end, that the token expires; otherwise nothing happens. */
  warnOfExpiry(at: Instant): ApiTokenChange {
    const { createdAt, expiresAt, expiryToldAt } = this.state;
    const isDue =
      expiresAt !== undefined && this.isUsable(at) && isToldBetween(expiresAt, expiryToldAt ?? createdAt, at);
    if (!isDue) return { before: this, state: this, events: [] };
    const state = new ApiToken({ ...this.state, expiryToldAt: at });
    return { before: this, state, events: [this.event('ApiTokenExpiring', at, {}, { expiresAt })] };
  }

  private refuseIfRevoked(): void {
    const { name, revokedAt } = this.state;
    if (revokedAt === undefined) return;
    throw new DomainError(
      'tokenRevoked',
      `The API token ${JSON.stringify(name)} was revoked on ${revokedAt}.`,
    );
  }

  private event(
    type: ApiTokenEvent['type'],
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ): ApiTokenEvent {
    const { accountId, id, name } = this.state;
    return {
      type,
      accountId,
      at,
      target: { type: 'token', id, name },
      changes: attributeChanges(before, after),
    };
  }
}

function expiryOf(days: number | null, at: Instant): Instant | undefined {
  if (days === null) return undefined;
  if (!Number.isInteger(days) || days < 1 || days > expiresInDaysMax) {
    throw new DomainError(
      'tokenExpiryInvalid',
      `A token expires after 1 to ${expiresInDaysMax} whole days or never, not after ${days}.`,
      { attribute: 'expiresInDays' },
    );
  }
  return instantPlus(at, days * dayMilliseconds);
}
