import { ArrayMaxSize, ArrayMinSize, IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { AgentJob, agentDecisionNames, agentJobId, agentsPerJobMax } from '../../domain/agent/agent-job.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { IsIdentifiers } from '../input/is-identifiers.ts';
import { Optional } from '../input/optional.ts';
import { requirePermission } from '../requester/require-permission.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { reasonCharactersMax } from './agent/agent-decision.ts';
import { agentDecisions } from './decision/agent-decisions.ts';
import { agentsOfJob } from './job/agents-of-job.ts';
import { makeRoomForJob } from './job/room-for-job.ts';
import { refusedOf, tryOut } from './job/try-out.ts';

export class AgentJobRequest {
  @IsIn(agentDecisionNames)
  readonly action!: (typeof agentDecisionNames)[number];

  /** To whom it is to be done; a filter in their place does as well. */
  @Optional()
  @ArrayMinSize(1)
  @ArrayMaxSize(agentsPerJobMax)
  @IsIdentifiers()
  readonly ids?: readonly AgentId[];

  /** In the language of SCIM's filters, such as `userName sw "a"`; who satisfies it when the job starts, 1000 at most. */
  @Optional()
  @IsString()
  @IsNotEmpty()
  readonly filter?: string;

  /** Why, for the audit log. */
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  readonly reason?: string;
}

/**
 * Does one thing to many agents, one after the other, beside all requests. A dry run does it to all of them at once.
 *
 * @throws DomainError `agentJobsTooMany` where ten are under way; `filterInvalid`, `criteriaTooWide`; `inputInvalid` for a filter that
 * finds nobody or more than 1000; `permissionMissing` for an action that the caller may not do; `accountClosed` for `reactivate`.
 */
export const startAgentJob = defineUseCase({
  name: 'StartAgentJob',
  permission: 'agents:administer',
  kind: 'changes',
  inClosedAccount: true,
  input: AgentJobRequest,
  run: async (scope, caller, { action, ids, filter, reason }, context): Promise<AgentJob> => {
    const { account, at, identifiers, isDryRun, ruleLanguage } = context;
    if (action === 'remove') requirePermission('StartAgentJob', 'agents:remove', caller.principal);
    if (action === 'reactivate') account.requireOpen();
    await makeRoomForJob(scope);
    const named = await agentsOfJob(scope, { ids, filter }, ruleLanguage);
    const id = agentJobId(identifiers.next());
    const change = AgentJob.start({ id, accountId: caller.accountId, action, reason, ...named }, at);
    await scope.agentJobs.store(change);
    if (!isDryRun) return change.state;
    return tryOut(change.state, context, (agents) =>
      refusedOf(agents, (agent) => {
        const attempt = { ...context.attempt };
        return agentDecisions[action](scope, caller, { id: agent, reason }, { ...context, attempt });
      }),
    );
  },
});
