import { IsString } from 'class-validator';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { Optional } from '../input/optional.ts';
import type { TokenWithAccount } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { parseTokenText } from './token/token-text.ts';

export class PresentedToken {
  /** The token's text as it came; absent when none came. */
  @Optional()
  @IsString()
  readonly text?: string;
}

/**
 * Finds out who presents a token; the token alone decides the account. A refusal stands in the journal of the account
 * whose token was named, even where its secret was wrong.
 *
 * @throws DomainError `tokenUnknown`, `tokenExpired`, `tokenRevoked`, `accountClosed`.
 */
export const authenticateToken = defineUseCase({
  name: 'AuthenticateToken',
  permission: 'tokens:authenticate',
  kind: 'crossesAccounts',
  input: PresentedToken,
  run: async (_, requester, { text }, { accounts, at, attempt, tokenSecrets, tokenUse }): Promise<Caller> => {
    const parsed = text === undefined ? undefined : parseTokenText(text);
    const found = parsed && (await accounts.findToken(parsed.id, requester));
    if (found !== undefined) {
      const { id, name } = found.token.state;
      attempt.accountId = found.account.state.id;
      attempt.target = { type: 'token', id, name };
    }
    const { token, account } = requireGenuine(tokenSecrets, found, parsed?.secret, text === undefined);
    token.requireUsable(at);
    account.requireOpen();
    tokenUse.note(token, at);
    const { id, accountId, name, agentId } = token.state;
    return { ...requester, accountId, principal: { kind: 'token', id, name, agentId } };
  },
});

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
