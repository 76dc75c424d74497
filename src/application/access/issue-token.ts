import { IsInt, IsOptional, IsString } from 'class-validator';
import { ApiToken } from '../../domain/account/api-token.ts';
import { requireFreeTokenName } from '../../domain/account/token-names.ts';
import { type AgentId, apiTokenId } from '../../domain/shared/identifiers.ts';
import { requireAgent } from '../agents/agent/find-agent.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import type { IssuedToken } from './token/issued-token.ts';
import { formatTokenText } from './token/token-text.ts';

export class TokenRequest {
  @IsString()
  readonly name!: string;

  /** Whole days; `null` for a token that does not expire; 90 where it is not said. */
  @IsOptional()
  @IsInt()
  readonly expiresInDays?: number | null;

  /** Binds the token to an agent, for whom it speaks: SCIM's `/Me` is then that agent. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;
}

/**
 * Makes an API token.
 *
 * @throws DomainError `agentNotFound`, `tokenNameInvalid`, `tokenNameTaken`, `tokenExpiryInvalid`.
 */
export const issueToken = defineUseCase({
  name: 'IssueToken',
  permission: 'tokens:write',
  kind: 'changes',
  input: TokenRequest,
  target: ({ name }) => ({ type: 'token', name }),
  run: async (scope, { accountId }, request, { at, identifiers, tokenSecrets }): Promise<IssuedToken> => {
    const id = apiTokenId(identifiers.next());
    const secret = tokenSecrets.generate();
    const change = ApiToken.issue(id, accountId, tokenSecrets.hash(secret), request, at);
    requireFreeTokenName(request.name, await scope.tokens.list(), at);
    if (request.agentId !== undefined) await requireAgent(scope.agents, request.agentId);
    await scope.tokens.store(change);
    return { token: change.state, text: formatTokenText(id, secret) };
  },
});
