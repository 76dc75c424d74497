import { DomainError } from '../../domain/shared/domain-error.ts';
import type { AccountDirectory, TokenWithAccount } from '../ports/account-directory.ts';
import { type Caller, type Requester, serviceAccountId } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { parseTokenText } from './token-text.ts';
import type { TokenUse } from './token-use.ts';

/** Finds out who presents a token; the token alone decides the account. */
export class AuthenticateToken {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly secrets: TokenSecrets,
    private readonly refusals: RefusalRecorder,
    private readonly tokenUse: TokenUse,
    private readonly clock: Clock,
  ) {}

  /**
   * @param presented - the token's text as it came; absent when none came.
   * @throws DomainError `tokenUnknown`, `tokenExpired`, `tokenRevoked`; recorded in the journal of the
   * account whose token was named, even where its secret was wrong.
   */
  async execute(requester: Requester, presented: string | undefined): Promise<Caller> {
    const parsed = presented === undefined ? undefined : parseTokenText(presented);
    const found = parsed && (await this.accounts.findToken(parsed.id, requester));
    const account = found?.account.state.id ?? serviceAccountId;
    const target = { type: 'token' as const, id: found?.token.state.id, name: found?.token.state.name };
    const attempt = { action: 'AuthenticateToken', target: found && target };
    return this.refusals.attempt({ ...requester, accountId: account }, attempt, async () => {
      const { token } = this.requireGenuine(found, parsed?.secret, presented === undefined);
      const now = this.clock.now();
      token.requireUsable(now);
      this.tokenUse.note(token, now);
      const { id, accountId, name, agentId } = token.state;
      return { ...requester, accountId, principal: { kind: 'token', id, name, agentId } };
    });
  }

  private requireGenuine(
    found: TokenWithAccount | undefined,
    secret = '',
    missing: boolean,
  ): TokenWithAccount {
    // A secret of the wrong length cannot get here, and the hash is made also for a token that is not known,
    // so that the time taken does not tell which tokens exist.
    const genuine = this.secrets.matches(secret, found?.token.state.secretHash ?? this.secrets.hash(''));
    if (found !== undefined && genuine) return found;
    throw new DomainError(
      'tokenUnknown',
      missing
        ? 'No API token was sent. Send it as the password of HTTP Basic with the username "apikey", or as "Authorization: Bearer <token>".'
        : 'The API token is not valid. Check that it was copied whole, or create a new one and enter it in Okta.',
    );
  }
}
