import type { SessionId } from '../../domain/session/session.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findSession } from './session/find-session.ts';
import { isOwnSession } from './session/is-own-session.ts';

export class SessionReference {
  @IsIdentifier()
  readonly id!: SessionId;
}

/**
 * Ends somebody's session: the next request with it is refused.
 *
 * @throws DomainError `sessionNotFound`.
 */
export const endSession = defineUseCase({
  name: 'EndSession',
  permission: 'sessions:end',
  kind: 'changes',
  inClosedAccount: true,
  input: SessionReference,
  target: ({ id }) => ({ type: 'session', id }),
  run: async ({ sessions }, _, { id }, { at }): Promise<void> => {
    const session = await findSession(sessions, id, () => true);
    await sessions.store(session.end('ended by somebody who administers the account', at));
  },
});

/**
 * Ends a session of the person who asks: the one in use, or another.
 *
 * @throws DomainError `sessionNotFound`, also for a session of somebody else.
 */
export const endOwnSession = defineUseCase({
  name: 'EndOwnSession',
  permission: 'ownSessions:write',
  kind: 'changes',
  inClosedAccount: true,
  input: SessionReference,
  target: ({ id }) => ({ type: 'session', id }),
  run: async ({ sessions }, caller, { id }, { at }): Promise<void> => {
    const session = await findSession(sessions, id, isOwnSession(caller));
    await sessions.store(session.end('ended by whose it was', at));
  },
});
