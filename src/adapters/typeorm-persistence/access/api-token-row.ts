import { ApiToken } from '../../../domain/account/api-token.ts';
import type { TokenScope } from '../../../domain/permission/token-scope.ts';
import { accountId, agentId, apiTokenId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { apiTokenEntity } from '../entities/api-token-entity.ts';
import type { RowOf } from '../entities/column-lists.ts';

export type ApiTokenRow = RowOf<typeof apiTokenEntity>;

export function apiTokenOf(row: ApiTokenRow): ApiToken {
  return ApiToken.restore({
    id: apiTokenId(row.id),
    accountId: accountId(row.account_id),
    name: row.name,
    secretHash: row.secret_hash,
    lastCharacters: row.last_characters ?? undefined,
    createdAt: row.created_at as Instant,
    expiresAt: instantOrNone(row.expires_at),
    revokedAt: instantOrNone(row.revoked_at),
    rotatedFrom: row.rotated_from === null ? undefined : apiTokenId(row.rotated_from),
    agentId: row.agent_id === null ? undefined : agentId(row.agent_id),
    scopes: row.scopes.split(' ') as TokenScope[],
    addresses: row.addresses?.split(' '),
    lastUsedAt: instantOrNone(row.last_used_at),
    lastUsedFrom: row.last_used_from ?? undefined,
    expiryToldAt: instantOrNone(row.expiry_told_at),
  });
}

/** The row of a token that is new, its account and its name's key apart. */
export function rowOfNewToken({ state }: ApiToken): Omit<ApiTokenRow, 'account_id' | 'held_name_key'> {
  return {
    id: state.id,
    name: state.name,
    secret_hash: state.secretHash,
    last_characters: state.lastCharacters ?? null,
    created_at: state.createdAt,
    expires_at: state.expiresAt ?? null,
    revoked_at: null,
    rotated_from: state.rotatedFrom ?? null,
    agent_id: state.agentId ?? null,
    scopes: state.scopes.join(' '),
    addresses: state.addresses?.join(' ') ?? null,
    last_used_at: null,
    last_used_from: null,
    expiry_told_at: null,
  };
}

const instantOrNone = (text: string | null): Instant | undefined =>
  text === null ? undefined : (text as Instant);
