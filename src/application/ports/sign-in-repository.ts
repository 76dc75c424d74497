import type { Instant } from '../../domain/shared/instant.ts';
import type { SignInUnderWay } from '../../domain/sign-in/sign-in-under-way.ts';
import type { SsoConnectionId } from '../../domain/sign-in/sso-connection.ts';

/** The sign-ins of the scope's account that are under way. */
export interface SignInReader {
  /** Whether one by the connection began in the browser and is not over. */
  isUnderWay(connection: SsoConnectionId, browserHash: string, at: Instant): Promise<boolean>;
}

export interface SignInRepository extends SignInReader {
  /** Notes one that begins, and forgets some that nobody finished. No entry of the journal. */
  begin(signIn: SignInUnderWay, at: Instant): Promise<void>;
  /** Uses it up. @returns `undefined` where the same browser began none by the connection, or it is over or used up. */
  take(
    signIn: Pick<SignInUnderWay, 'requestHash' | 'connectionId' | 'browserHash'>,
    at: Instant,
  ): Promise<SignInUnderWay | undefined>;
  /**
   * Remembers an assertion until it is refused for its time.
   *
   * @param assertionHash - SHA-256 of its id, in hex.
   * @returns whether it is the first time that the connection sees it.
   */
  takeAssertion(
    connection: SsoConnectionId,
    assertionHash: string,
    until: Instant,
    at: Instant,
  ): Promise<boolean>;
}
