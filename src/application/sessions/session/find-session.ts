import type { Session, SessionId } from '../../../domain/session/session.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { SessionReader } from '../../ports/session-repository.ts';

/** @throws DomainError `sessionNotFound`, also where it is not one of those that are meant. */
export async function findSession(
  sessions: SessionReader,
  id: SessionId,
  isMeant: (session: Session) => boolean,
): Promise<Session> {
  const session = await sessions.find(id);
  if (session !== undefined && isMeant(session)) return session;
  throw new DomainError('sessionNotFound', `There is no session ${JSON.stringify(id.slice(0, 80))}.`);
}
