import type { Agent } from '../../../domain/agent/agent.ts';
import type { agentDecisionNames } from '../../../domain/agent/agent-job.ts';
import { withReason } from '../../../domain/agent/reason-of-change.ts';
import { changerOf, requireChangeableHere } from '../../groups/group/group-changer.ts';
import type { Caller } from '../../ports/caller.ts';
import { ConcurrentChange } from '../../ports/storage-errors.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { requireVersion } from '../../version/version-condition.ts';
import type { AgentDecision } from '../agent/agent-decision.ts';
import { findAgent, findAgentView } from '../agent/find-agent.ts';
import { storeAgent } from '../agent/store-agent.ts';
import { storeKnownAgent } from '../agent/store-known-agent.ts';
import { passBrake } from '../brake/pass-brake.ts';

type Decide = (
  scope: WriteScope,
  caller: Caller,
  decision: AgentDecision,
  context: AccountContext,
) => Promise<unknown>;

/** What the account may have changed in its directory alone. */
const managed = 'its agents';

/** What people here can decide about an agent, of one or of many. */
export const agentDecisions = {
  deactivate: async (scope, caller, { id, reason, ifVersion }, context): Promise<Agent> => {
    const view = await findAgentView(scope.agents, id, context.attempt);
    requireVersion('agent', view.agent.state, ifVersion);
    requireChangeableHere(caller, context.account, managed);
    if (!view.agent.active) await keepOut(scope, view.agent, reason, context);
    const change = withReason(view.agent.deactivate(context.at), reason);
    await storeKnownAgent(scope, context, change, view, 'hand');
    return change.state;
  },
  reactivate: async (
    scope,
    caller,
    { id, reason, ifVersion },
    { account, at, attempt, identifiers },
  ): Promise<Agent> => {
    const agent = await findAgent(scope.agents, id, attempt);
    requireVersion('agent', agent.state, ifVersion);
    requireChangeableHere(caller, account, managed);
    account.requireSso();
    const change = withReason(agent.reactivate(at), reason);
    await storeAgent(scope, identifiers, change);
    return change.state;
  },
  remove: async (scope, caller, { id, reason, ifVersion }, context): Promise<void> => {
    const view = await findAgentView(scope.agents, id, context.attempt);
    requireVersion('agent', view.agent.state, ifVersion);
    requireChangeableHere(caller, context.account, managed);
    await passBrake(scope, caller, view.agent, context);
    const change = withReason(view.agent.remove(context.at), reason);
    await storeKnownAgent(scope, context, change, view, changerOf(caller));
  },
} as const satisfies Readonly<Record<(typeof agentDecisionNames)[number], Decide>>;

/**
 * Of many whom the directory deactivated at once, somebody here wants this one out.
 *
 * @throws ConcurrentChange where the agent was brought back at the same moment, and is deactivated then.
 */
async function keepOut(
  scope: WriteScope,
  agent: Agent,
  reason: string | undefined,
  { at }: AccountContext,
): Promise<void> {
  // Whoever brings agents back waits from here on, and finds the entry.
  const { wave } = (await scope.brake.change((brake) => brake.unchanged())).state.state;
  if (wave === undefined) return;
  if ((await scope.agents.find(agent.state.id))?.active)
    throw new ConcurrentChange(`The agent ${agent.state.id} was brought back in between.`);
  const change = { before: agent, state: agent, events: [agent.keptOut(at)] };
  for (const event of withReason(change, reason).events) scope.recordNotice(event);
}
