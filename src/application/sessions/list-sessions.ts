import type { AgentId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { agentOfPrincipal } from '../ports/caller.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { isOwnSession } from './session/is-own-session.ts';

export class SessionListing {
  /** Only those of this agent. */
  @Optional()
  @IsIdentifier()
  readonly agentId?: AgentId;
}

/** Who is signed in, the oldest session first; some may have expired. */
export const listSessions = defineUseCase({
  name: 'ListSessions',
  permission: 'sessions:read',
  kind: 'reads',
  input: SessionListing,
  run: ({ sessions }, _, { agentId }) => sessions.list(agentId),
});

/** The sessions of the person who asks. */
export const listOwnSessions = defineUseCase({
  name: 'ListOwnSessions',
  permission: 'ownSessions:write',
  kind: 'reads',
  run: async ({ sessions }, caller) =>
    (await sessions.list(agentOfPrincipal(caller.principal))).filter(isOwnSession(caller)),
});
