import { foldCase } from '../../criteria/fold-case.ts';
import { isJsonObject } from '../../criteria/json.ts';
import { Agent } from '../../domain/agent/agent.ts';
import { agentId } from '../../domain/shared/identifiers.ts';
import { identifierTaken } from '../input/identifier-taken.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AgentProvisioning } from './agent/agent-provisioning.ts';
import { storeAgent } from './agent/store-agent.ts';

/**
 * Brings an agent into being, and answers with it and the groups to which rules give it.
 *
 * @throws DomainError `ssoNotSetUp`, `userNameTaken`, `identifierTaken`, and what `Agent.provision` throws.
 */
export const provisionAgent = defineUseCase({
  name: 'ProvisionAgent',
  permission: 'agents:provision',
  kind: 'changes',
  input: AgentProvisioning,
  // The id is new, so the name alone says whom it is about.
  target: ({ desired }) => ({ type: 'agent', name: isJsonObject(desired) ? desired.userName : undefined }),
  changesOne: ({ desired }) => foldCase(desired.userName),
  repetition: {
    entry: 'AgentProvisioned',
    name: ({ desired }) => desired.userName,
    asked: ({ desired }) => desired,
    made: ({ agents }, id) => agents.view(agentId(id)),
  },
  run: async (scope, { accountId }, { desired, id }, { account, at, identifiers }) => {
    account.requireSso();
    if (id !== undefined && (await scope.agents.find(id)) !== undefined) throw identifierTaken(id);
    const { profileSchema } = await scope.policy.current();
    const newId = id ?? agentId(identifiers.next());
    const change = Agent.provision(newId, accountId, desired, at, profileSchema);
    return storeAgent(scope, identifiers, change);
  },
});
