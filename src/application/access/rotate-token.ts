import { IsInt, IsOptional, IsString } from 'class-validator';
import { nextTokenName, requireFreeTokenName } from '../../domain/account/token-names.ts';
import { type ApiTokenId, apiTokenId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findToken } from './token/find-token.ts';
import type { IssuedToken } from './token/issued-token.ts';
import { keptSecret } from './token/kept-secret.ts';
import { formatTokenText } from './token/token-text.ts';

export class TokenRotation {
  @IsIdentifier()
  readonly id!: ApiTokenId;

  /** That of the token before with a number, such as "Okta 2", where it is not said. */
  @Optional()
  @IsString()
  readonly name?: string;

  /** Whole days; `null` for a token that does not expire. */
  @IsOptional()
  @IsInt()
  readonly expiresInDays?: number | null;
}

/**
 * Makes a token that takes over from another; both work until the older is revoked.
 *
 * @throws DomainError `tokenNotFound`, `tokenRevoked`, `tokenNameInvalid`, `tokenNameTaken`, `tokenExpiryInvalid`.
 */
export const rotateToken = defineUseCase({
  name: 'RotateToken',
  permission: 'tokens:write',
  kind: 'changes',
  input: TokenRotation,
  target: ({ id }) => ({ type: 'token', id }),
  run: async (
    scope,
    _,
    { id, name: chosen, expiresInDays },
    { at, attempt, identifiers, tokenSecrets },
  ): Promise<IssuedToken> => {
    const token = await findToken(scope.tokens, id, attempt);
    const nextId = apiTokenId(identifiers.next());
    const secret = tokenSecrets.generate();
    const tokens = await scope.tokens.list();
    const name = chosen ?? nextTokenName(token.state.name, tokens, at);
    requireFreeTokenName(name, tokens, at);
    const change = token.rotate(nextId, keptSecret(tokenSecrets, secret), { name, expiresInDays }, at);
    await scope.tokens.store(change);
    return { token: change.state, text: formatTokenText(nextId, secret) };
  },
});
