import type { AgentChange } from '../../../domain/agent/agent.ts';
import type { GroupChanger } from '../../../domain/group/group-governance.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { mayEndAdministration, roleOfAgent } from '../../../domain/membership/roles-of-agent.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { keepingAdministrators } from '../../roles/role/keeping-administrators.ts';
import { endSessionsOf } from '../../sessions/session/end-sessions-of.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { storeAgent } from './store-agent.ts';

/**
 * Writes a change of an agent who was read with the groups. Only where an administrator may be none by it, or somebody
 * may not enter any more and so is signed out, more is asked of the database than the change itself takes.
 *
 * @returns the agent with its groups after the change.
 * @throws DomainError `lastAdministrator`, and what `storeAgent` throws.
 */
export async function storeKnownAgent(
  scope: WriteScope,
  context: AccountContext,
  change: AgentChange,
  { groups = [] }: AgentView,
  changer: GroupChanger,
): Promise<AgentView> {
  const policy = await scope.policy.current();
  const { before, removes } = change;
  const couldEnter = before !== undefined && roleOfAgent({ agent: before, groups }, policy) !== undefined;
  const store = async () => {
    const view = await storeAgent(scope, context.identifiers, change, groups);
    const mayEnter = !removes && roleOfAgent(view, policy) !== undefined;
    if (couldEnter && !mayEnter)
      await endSessionsOf(scope, before.state.id, 'may not enter any more', context.at);
    return view;
  };
  const mayEnd = mayEndAdministration(change, groups, policy);
  return mayEnd ? keepingAdministrators(scope, context, changer, store) : store();
}
