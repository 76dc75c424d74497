import type { SelectQueryBuilder } from 'typeorm';
import type { CredentialEnds } from '../../../application/ports/account-directory.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { certificatesEnd } from '../../../domain/sign-in/signing-certificate.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import { apiTokenEntity } from '../entities/api-token-entity.ts';
import type { RowOf } from '../entities/column-lists.ts';
import { ssoConnectionEntity } from '../entities/sso-connection-entity.ts';
import { connectionOf } from '../sign-in/sso-connection-row.ts';
import { apiTokenOf } from './api-token-row.ts';

/** Tokens of open accounts that may be used, and end in the time. */
export const tokensEnding = (
  { manager }: SqlConnection,
  after: Instant,
  until: Instant,
): SelectQueryBuilder<RowOf<typeof apiTokenEntity>> =>
  manager
    .createQueryBuilder(apiTokenEntity, 'token')
    .innerJoin('accounts', 'account', 'account.id = token.account_id')
    .where('token.expires_at > :after AND token.expires_at <= :until', { after, until })
    .andWhere('token.revoked_at IS NULL AND account.closed_at IS NULL');

const laterSuccessor =
  'SELECT 1 FROM api_tokens successor WHERE successor.account_id = token.account_id AND successor.rotated_from = token.id AND successor.revoked_at IS NULL AND (successor.expires_at IS NULL OR successor.expires_at > token.expires_at)';

/** When tokens that nothing takes over from, and SAML connections of open accounts end. */
export async function credentialEnds(
  connection: SqlConnection,
  after: Instant,
  until: Instant,
): Promise<CredentialEnds> {
  const tokens = await tokensEnding(connection, after, until)
    .andWhere(`NOT EXISTS (${laterSuccessor})`)
    .getMany();
  const certificates = await certificateEnds(connection);
  return {
    tokens: tokens.flatMap((row) => apiTokenOf(row).state.expiresAt ?? []),
    certificates: certificates.filter((end) => end > after && end <= until),
  };
}

async function certificateEnds({ manager }: SqlConnection): Promise<Instant[]> {
  const rows = await manager
    .createQueryBuilder(ssoConnectionEntity, 'connection')
    .innerJoin('accounts', 'account', 'account.id = connection.account_id')
    .where("connection.kind = 'saml' AND account.closed_at IS NULL")
    .getMany();
  return rows.flatMap((row) => {
    const { provider } = connectionOf(row).state;
    return (provider.kind === 'saml' && certificatesEnd(provider.certificates)) || [];
  });
}
