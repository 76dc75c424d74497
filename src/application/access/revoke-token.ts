import type { ApiTokenId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findToken } from './token/find-token.ts';

export class TokenRevocation {
  @IsIdentifier()
  readonly id!: ApiTokenId;
}

/**
 * Ends a token; within seconds it works nowhere. Doing so twice changes nothing.
 *
 * @throws DomainError `tokenNotFound`.
 */
export const revokeToken = defineUseCase({
  name: 'RevokeToken',
  permission: 'tokens:write',
  kind: 'changes',
  inClosedAccount: true,
  input: TokenRevocation,
  target: ({ id }) => ({ type: 'token', id }),
  run: async (scope, _, { id }, { at, attempt }) => {
    const change = (await findToken(scope.tokens, id, attempt)).revoke(at);
    await scope.tokens.store(change);
    return change.state;
  },
});
