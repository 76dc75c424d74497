import type { ApiToken } from '../../../domain/account/api-token.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { ApiTokenId } from '../../../domain/shared/identifiers.ts';
import type { ApiTokenReader } from '../../ports/api-token-repository.ts';
import type { OpenAttempt } from '../../refusals/open-attempt.ts';

/**
 * The token, whose name the attempt then bears.
 *
 * @throws DomainError `tokenNotFound`.
 */
export async function findToken(
  tokens: ApiTokenReader,
  id: ApiTokenId,
  attempt: OpenAttempt,
): Promise<ApiToken> {
  const token = await tokens.find(id);
  if (token === undefined) {
    throw new DomainError(
      'tokenNotFound',
      `There is no API token ${JSON.stringify(id.slice(0, 80))} in this account.`,
    );
  }
  attempt.target = { type: 'token', id, name: token.state.name };
  return token;
}
