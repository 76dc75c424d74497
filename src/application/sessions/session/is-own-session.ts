import type { Session } from '../../../domain/session/session.ts';
import { sameEmailAddress } from '../../../domain/shared/email-address.ts';
import type { Caller } from '../../ports/caller.ts';

/** Whether a session is the caller's own: of the same agent, or of the same owner whom no directory has assigned. */
export const isOwnSession =
  ({ principal }: Caller) =>
  ({ state: { agentId, userName } }: Session): boolean =>
    principal.kind === 'person' &&
    principal.agentId === agentId &&
    sameEmailAddress(principal.name, userName);
