import { equalJson } from '../../criteria/json.ts';
import type { Account } from '../../domain/account/account.ts';
import type { Agent, AgentChange, DesiredAgent } from '../../domain/agent/agent.ts';
import type { ProfileSchema } from '../../domain/profile-attribute/profile-schema.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsFunction } from '../input/is-function.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, requireVersion, type VersionCondition } from '../version/version-condition.ts';
import { DesiredAgentInput } from './agent/desired-agent-input.ts';
import { findAgentView } from './agent/find-agent.ts';
import { storeAgent } from './agent/store-agent.ts';

export class AgentRevision {
  @IsIdentifier()
  readonly id!: AgentId;

  /**
   * What the agent should be, from what it is and what the account has declared. May be called more than once, so it
   * must be pure.
   */
  @IsFunction()
  readonly revise!: (current: Agent, profileSchema: ProfileSchema) => DesiredAgent;

  /** Refuse unless the agent is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Makes an agent what a directory or service wants it to be; a revision that changes nothing does nothing. Without
 * Single Sign-On an agent can still be deactivated: whatever else such a revision changes is left out.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`, `ssoNotSetUp`, and what `Agent.revise` throws.
 */
export const reviseAgent = defineUseCase({
  name: 'ReviseAgent',
  permission: 'agents:provision',
  kind: 'changes',
  input: AgentRevision,
  target: ({ id }) => ({ type: 'agent', id }),
  run: async (scope, _, { id, revise, ifVersion }, { account, at, attempt, check, identifiers }) => {
    const { agent, groups } = await findAgentView(scope.agents, id, attempt);
    requireVersion('agent', agent.state, ifVersion);
    const { profileSchema } = await scope.policy.current();
    const change = agent.revise(check(DesiredAgentInput, revise(agent, profileSchema)), at, profileSchema);
    const allowed = allowedChange(account, agent, change, at, profileSchema);
    return storeAgent(scope, identifiers, allowed, groups);
  },
});

/**
 * Whoever may no longer sign in is kept out whatever became of the account's Single Sign-On, also where the write moves
 * an attribute that was renamed.
 *
 * @throws DomainError `ssoNotSetUp`.
 */
function allowedChange(
  account: Account,
  agent: Agent,
  change: AgentChange,
  at: Instant,
  schema: ProfileSchema,
): AgentChange {
  if (account.state.sso !== undefined) return change;
  if (agent.active && !change.state.active) return agent.deactivate(at);
  const asItIs = agent.revise(agent.desired(), at, schema);
  if (!equalJson(asItIs.state.attributes(), change.state.attributes())) account.requireSso();
  return { before: agent, state: agent, events: [] };
}
