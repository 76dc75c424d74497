import type {
  SsoConnection,
  SsoConnectionChange,
  SsoConnectionId,
} from '../../domain/sign-in/sso-connection.ts';

/** The Single Sign-On connections of the scope's account. */
export interface SsoConnectionReader {
  find(id: SsoConnectionId): Promise<SsoConnection | undefined>;
  /** The oldest first. */
  list(): Promise<readonly SsoConnection[]>;
}

export interface SsoConnectionRepository extends SsoConnectionReader {
  /**
   * Writes the connection's new state and its events' journal entries, in the scope's transaction.
   *
   * @throws ConcurrentChange when the stored version is not that of `change.before`, or where another one was given the
   * name in between.
   */
  store(change: SsoConnectionChange): Promise<void>;
  /** Notes when metadata and certificates were looked at, for people and for the next time; no entry of the journal. */
  noteCheck(connection: SsoConnection): Promise<void>;
}
