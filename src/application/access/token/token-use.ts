import type { ApiToken } from '../../../domain/account/api-token.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import type { AccountDirectory } from '../../ports/account-directory.ts';
import type { OperationalLog } from '../../ports/operational-log.ts';

const noteEveryMilliseconds = 60_000;
/** Of IPv6 with an IPv4 address in it. */
const addressCharactersMax = 45;

/** Keeps "last used" of tokens to the minute, off the path of requests. */
export class TokenUse {
  /** Until when what was noted of a token is new enough. */
  private readonly notedUntil = new Map<string, Instant>();

  constructor(
    private readonly accounts: AccountDirectory,
    private readonly log: OperationalLog,
  ) {}

  /** @param from - the network address. */
  note(token: ApiToken, at: Instant, from: string): void {
    const { id, lastUsedAt } = token.state;
    const until = this.notedUntil.get(id) ?? (lastUsedAt && noteAgainAt(lastUsedAt));
    if (until !== undefined && until > at) return;
    this.notedUntil.set(id, noteAgainAt(at));
    this.accounts.touchToken(id, at, from.slice(0, addressCharactersMax)).catch((error: unknown) => {
      this.log.warn('The last use of an API token could not be noted', { tokenId: id, error: String(error) });
    });
  }
}

const noteAgainAt = (usedAt: Instant): Instant => instantPlus(usedAt, noteEveryMilliseconds);
