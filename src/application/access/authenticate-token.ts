import { IsArray, IsString } from 'class-validator';
import type { ApiToken } from '../../domain/account/api-token.ts';
import { directoryScopes, type TokenScope } from '../../domain/permission/token-scope.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { Optional } from '../input/optional.ts';
import type { TokenWithAccount } from '../ports/account-directory.ts';
import type { AddressRanges } from '../ports/address-ranges.ts';
import type { Caller } from '../ports/caller.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsTokenScope } from './token/is-token-scope.ts';
import { parseTokenText } from './token/token-text.ts';

export class PresentedToken {
  /** The token's text as it came; absent when none came. */
  @Optional()
  @IsString()
  readonly text?: string;

  /** Which scopes count where the token is presented, of which it comes with those that it has; `scim` where it is not said. */
  @Optional()
  @IsArray()
  @IsTokenScope({ each: true })
  readonly scopes?: readonly TokenScope[];
}

/**
 * Finds out who presents a token; the token alone decides the account. A refusal stands in the journal of the account
 * whose token was named, even where its secret was wrong.
 *
 * @throws DomainError `tokenUnknown`, `tokenExpired`, `tokenRevoked`, `tokenAddressRefused`, `accountClosed`.
 */
export const authenticateToken = defineUseCase({
  name: 'AuthenticateToken',
  permission: 'tokens:authenticate',
  kind: 'crossesAccounts',
  input: PresentedToken,
  run: async (_, requester, { text, scopes = directoryScopes }, context): Promise<Caller> => {
    const { accounts, addressRanges, at, attempt, isDryRun, tokenSecrets, tokenUse } = context;
    const parsed = text === undefined ? undefined : parseTokenText(text);
    const found = parsed && (await accounts.findToken(parsed.id, requester));
    if (found !== undefined) {
      const { id, name } = found.token.state;
      attempt.accountId = found.account.state.id;
      attempt.target = { type: 'token', id, name };
    }
    const { token, account } = requireGenuine(tokenSecrets, found, parsed?.secret, text === undefined);
    token.requireUsable(at);
    requireAddress(addressRanges, token, requester.source);
    account.requireOpen();
    if (!isDryRun) tokenUse.note(token, at, requester.source);
    const { id, accountId, name, agentId, scopes: all } = token.state;
    const counting = all.filter((scope) => scopes.includes(scope));
    return { ...requester, accountId, principal: { kind: 'token', id, name, agentId, scopes: counting } };
  },
});

function requireAddress(ranges: AddressRanges, { state }: ApiToken, source: string): void {
  if (state.addresses === undefined || ranges.includes(state.addresses, source)) return;
  throw new DomainError(
    'tokenAddressRefused',
    `The API token ${JSON.stringify(state.name)} cannot be used from ${source}. Make one that can, or send the request from a network that it names.`,
  );
}

function requireGenuine(
  secrets: TokenSecrets,
  found: TokenWithAccount | undefined,
  secret = '',
  missing: boolean,
): TokenWithAccount {
  // A secret of the wrong length cannot get here, and the hash is made also for a token that is not known,
  // so that the time taken does not tell which tokens exist.
  const genuine = secrets.matches(secret, found?.token.state.secretHash ?? secrets.hash(''));
  if (found !== undefined && genuine) return found;
  throw new DomainError(
    'tokenUnknown',
    missing
      ? 'No API token was given.'
      : 'The API token is not valid. Check that it was copied whole, or create a new one.',
    { isMissing: missing },
  );
}
