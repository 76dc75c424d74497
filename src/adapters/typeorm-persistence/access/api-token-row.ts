import { ApiToken } from '../../../domain/account/api-token.ts';
import { accountId, agentId, apiTokenId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';

/** A row of `api_tokens`. */
export interface ApiTokenRow {
  readonly account_id: string;
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly rotated_from: string | null;
  readonly agent_id: string | null;
  readonly last_used_at: string | null;
}

export const apiTokenColumns =
  'api_tokens.account_id, api_tokens.id, api_tokens.name, secret_hash, api_tokens.created_at, expires_at, revoked_at, rotated_from, agent_id, last_used_at';

export function apiTokenOf(row: ApiTokenRow): ApiToken {
  return ApiToken.restore({
    id: apiTokenId(row.id),
    accountId: accountId(row.account_id),
    name: row.name,
    secretHash: row.secret_hash,
    createdAt: row.created_at as Instant,
    expiresAt: instantOrNone(row.expires_at),
    revokedAt: instantOrNone(row.revoked_at),
    rotatedFrom: row.rotated_from === null ? undefined : apiTokenId(row.rotated_from),
    agentId: row.agent_id === null ? undefined : agentId(row.agent_id),
    lastUsedAt: instantOrNone(row.last_used_at),
  });
}

const instantOrNone = (text: string | null): Instant | undefined =>
  text === null ? undefined : (text as Instant);
