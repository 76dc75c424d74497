import type { Session, SessionChange, SessionId } from '../../domain/session/session.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';

/** The sessions of the scope's account that have not been ended; some may have expired. */
export interface SessionReader {
  find(id: SessionId): Promise<Session | undefined>;
  /** Those of an agent where one is named, the oldest first. */
  list(agentId?: AgentId): Promise<readonly Session[]>;
  /** The one that began last. */
  newest(): Promise<Session | undefined>;
}

export interface SessionRepository extends SessionReader {
  /** Writes a session that begins, or deletes one that ends, and its events' journal entries. */
  store(change: SessionChange): Promise<void>;
  /** Deletes those whose time was over before. */
  forgetExpired(before: Instant): Promise<void>;
}
