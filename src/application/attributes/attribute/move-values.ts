import { any, type Criteria, equals } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { profileField } from '../../../domain/agent/agent-fields.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { storeAgent } from '../../agents/agent/store-agent.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

const agentsPerTransaction = 100;

const valued = (name: string): Criteria => ({ kind: 'present', field: profileField(name) });
const empty = (name: string): Criteria => equals(profileField(name), '');

/** Who has a value of the custom attribute, be it the empty text. */
export const whoHas = (name: string): Criteria => any(valued(name), empty(name));

/**
 * Gives the values of some agents the current name of the attribute: an agent that is written is written under current
 * names. To be repeated until nobody is moved; an agent that was moved is not met again.
 *
 * @returns how many agents were moved.
 */
export async function moveSomeValues(
  scope: WriteScope,
  identifiers: IdentifierSource,
  name: string,
  at: Instant,
): Promise<number> {
  const { profileSchema } = await scope.policy.current();
  const agents = await someWhoHave(scope.agents, name);
  const changes = agents.map((agent) => agent.revise(agent.desired(), at, profileSchema));
  for (const change of changes) await storeAgent(scope, identifiers, change);
  return changes.filter(({ events }) => events.length > 0).length;
}

/** Asked one after the other, since of one an index has the first without reading the others. */
async function someWhoHave(agents: AgentReader, name: string): Promise<readonly Agent[]> {
  const found = await agents.some(valued(name), agentsPerTransaction);
  return found.length > 0 ? found : agents.some(empty(name), agentsPerTransaction);
}
