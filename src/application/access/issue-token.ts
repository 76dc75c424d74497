import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiToken } from '../../domain/account/api-token.ts';
import { requireFreeTokenName } from '../../domain/account/token-names.ts';
import { type TokenScope, tokenScopes } from '../../domain/permission/token-scope.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { type AgentId, apiTokenId } from '../../domain/shared/identifiers.ts';
import { requireAgent } from '../agents/agent/find-agent.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import type { AddressRanges } from '../ports/address-ranges.ts';
import { requireGivable } from '../requester/require-givable.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsTokenScope } from './token/is-token-scope.ts';
import type { IssuedToken } from './token/issued-token.ts';
import { keptSecret } from './token/kept-secret.ts';
import { formatTokenText } from './token/token-text.ts';

const addressesMax = 100;

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

  /** What it is for; `scim` where it is not said. Nobody gives more than one has. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(tokenScopes.length)
  @IsTokenScope({ each: true })
  readonly scopes?: readonly TokenScope[];

  /** Addresses, or networks in CIDR notation such as `203.0.113.0/24`, from which alone it can be used; from everywhere where it is not said. */
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(addressesMax)
  @IsString({ each: true })
  @MaxLength(43, { each: true })
  readonly addresses?: readonly string[];
}

/**
 * Makes an API token.
 *
 * @throws DomainError `agentNotFound`, `permissionMissing`, `tokenAddressInvalid`, `tokenNameInvalid`, `tokenNameTaken`,
 * `tokenExpiryInvalid`, `tokenScopeInvalid`.
 */
export const issueToken = defineUseCase({
  name: 'IssueToken',
  permission: 'tokens:write',
  kind: 'changes',
  input: TokenRequest,
  target: ({ name }) => ({ type: 'token', name }),
  run: async (scope, { accountId, principal }, request, context): Promise<IssuedToken> => {
    const { addressRanges, at, identifiers, tokenSecrets } = context;
    requireGivable(principal, request.scopes);
    requireRanges(addressRanges, request.addresses);
    const id = apiTokenId(identifiers.next());
    const secret = tokenSecrets.generate();
    const change = ApiToken.issue(id, accountId, keptSecret(tokenSecrets, secret), request, at);
    requireFreeTokenName(request.name, await scope.tokens.list(), at);
    if (request.agentId !== undefined) await requireAgent(scope.agents, request.agentId);
    await scope.tokens.store(change);
    return { token: change.state, text: formatTokenText(id, secret) };
  },
});

function requireRanges(ranges: AddressRanges, addresses: readonly string[] = []): void {
  const odd = addresses.find((address) => !ranges.isRange(address));
  if (odd === undefined) return;
  const message = `${JSON.stringify(odd)} is neither an address nor a network such as "203.0.113.0/24".`;
  throw new DomainError('tokenAddressInvalid', message, { attribute: 'addresses' });
}
