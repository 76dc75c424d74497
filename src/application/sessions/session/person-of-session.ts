import { equals } from '../../../criteria/criteria.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { agentFields } from '../../../domain/agent/agent-fields.ts';
import { roleOfAgent } from '../../../domain/membership/roles-of-agent.ts';
import type { Session } from '../../../domain/session/session.ts';
import { sameEmailAddress } from '../../../domain/shared/email-address.ts';
import type { Principal } from '../../ports/caller.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';

type Person = Extract<Principal, { readonly kind: 'person' }>;
type Scope = Pick<ReadScope, 'agents' | 'policy'>;

export const agentNamed = async (
  { agents }: Pick<ReadScope, 'agents'>,
  userName: string,
): Promise<Agent | undefined> => (await agents.some(equals(agentFields.userName, userName), 1))[0];

/** Whose session it is, as that person is now; `undefined` for somebody who may not enter any more. */
export const personOfSession = (
  scope: Scope,
  { state: { id: session, agentId, userName: name } }: Session,
): Promise<Person | undefined> => personNow(scope, { agentId, name, session });

/** A person with the role that it has now; `undefined` for somebody who may not enter any more. */
export async function personNow(
  scope: Scope,
  { agentId, name, session }: Pick<Person, 'agentId' | 'name' | 'session'>,
): Promise<Person | undefined> {
  const policy = await scope.policy.current();
  if (agentId === undefined) {
    const isOwner = policy.owners.some((owner) => sameEmailAddress(owner, name));
    if (!isOwner || (await agentNamed(scope, name)) !== undefined) return undefined;
    return { kind: 'person', name, role: 'owner', session };
  }
  const view = await scope.agents.view(agentId);
  const role = view && roleOfAgent(view, policy);
  return role && { kind: 'person', agentId, name, role, session };
}
