import type { Session, SessionId } from '../../../domain/session/session.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';
import type { AccountDirectory } from '../../ports/account-directory.ts';
import type { OperationalLog } from '../../ports/operational-log.ts';

const noteEveryMilliseconds = 60_000;

/** Keeps "last seen" of sessions to the minute, off the path of requests. */
export class SessionUse {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly log: OperationalLog,
  ) {}

  note({ state: { id, lastSeenAt } }: Session, at: Instant): void {
    if (instantPlus(lastSeenAt, noteEveryMilliseconds) > at) return;
    this.accounts.touchSession(id, at).catch((error: unknown) => this.failed(id, error));
  }

  private failed(sessionId: SessionId, error: unknown): void {
    this.log.warn('The last use of a session could not be noted', { sessionId, error: String(error) });
  }
}
