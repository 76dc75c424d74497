import { isJsonObject } from '../../criteria/json.ts';
import { isSteps, type Steps } from '../../criteria/steps.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import type { RevisedAgent } from '../../domain/agent/desired-agent.ts';
import type { ProfileSchema } from '../../domain/profile-attribute/profile-schema.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { IsFunction } from '../input/is-function.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import type { LeftOut } from '../ports/journal-entry.ts';
import { inTurns } from '../ports/turns.ts';
import { recordLeftOut } from '../refusals/left-out.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { requireVersion } from '../version/version-condition.ts';
import { findAgentView } from './agent/find-agent.ts';
import { RevisionOfAgent } from './agent/revision-of-agent.ts';
import { passBrake } from './brake/pass-brake.ts';

export class AgentRevision extends AtVersion {
  @IsIdentifier()
  readonly id!: AgentId;

  /**
   * What the agent should be, from what it is and what the account has declared. May be called more than once, so it
   * must be pure. What it cannot take over of what was asked for it tells by `leaveOut`, for the journal. What takes long
   * comes in steps, between which others have their turn.
   */
  @IsFunction()
  readonly revise!: (
    current: Agent,
    profileSchema: ProfileSchema,
    leaveOut: (part: LeftOut) => void,
  ) => RevisedAgent | Steps<RevisedAgent>;
}

/**
 * Makes an agent what a directory or service wants it to be; a revision that changes nothing does nothing. One that says
 * `active: false` is never refused for what else it says: what cannot be done of that stays as it was, and the journal
 * names it.
 *
 * @throws DomainError `agentNotFound`, `versionDiffers`, `ssoNotSetUp`, `brakeHolds`, and what `Agent.revise` throws.
 */
export const reviseAgent = defineUseCase({
  name: 'ReviseAgent',
  permission: 'agents:provision',
  kind: 'changes',
  input: AgentRevision,
  target: ({ id }) => ({ type: 'agent', id }),
  changesOne: ({ id }) => id,
  run: async (scope, caller, { id, revise, ifVersion }, context) => {
    const { agent, groups } = await findAgentView(scope.agents, id, context.attempt);
    requireVersion('agent', agent.state, ifVersion);
    const { profileSchema } = await scope.policy.current();
    const revision = new RevisionOfAgent(scope, { agent, groups }, profileSchema, context);
    const desired = revise(agent, profileSchema, (part) => revision.leftOut.push(part));
    const revised = isSteps(desired) ? await inTurns(desired) : desired;
    if (agent.active && isJsonObject(revised) && revised.active === false)
      await passBrake(scope, caller, agent, context);
    const view = await revision.store(revised);
    const isChange = view.agent !== agent;
    await recordLeftOut(scope, caller, context, revision.leftOut, isChange);
    return view;
  },
});
