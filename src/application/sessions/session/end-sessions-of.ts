import type { Session } from '../../../domain/session/session.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

/** Ends all sessions of an agent, each with its entry of the journal. @returns those that it ended. */
export async function endSessionsOf(
  { sessions }: Pick<WriteScope, 'sessions'>,
  agentId: AgentId,
  because: string,
  at: Instant,
): Promise<readonly Session[]> {
  const ended = await sessions.list(agentId);
  for (const session of ended) await sessions.store(session.end(because, at));
  return ended;
}
