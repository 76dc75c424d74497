import { ArrayMaxSize, ArrayMinSize, IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import {
  AgentJob,
  type AgentJobAction,
  agentJobActions,
  agentJobId,
  agentsPerJobMax,
  type RefusedAgent,
} from '../../domain/agent/agent-job.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { IsIdentifiers } from '../input/is-identifiers.ts';
import { Optional } from '../input/optional.ts';
import type { Caller } from '../ports/caller.ts';
import type { WriteScope } from '../ports/unit-of-work.ts';
import { requirePermission } from '../requester/require-permission.ts';
import { type AccountContext, defineUseCase } from '../use-case/use-case.ts';
import { reasonCharactersMax } from './agent/agent-decision.ts';
import { agentDecisions } from './decision/agent-decisions.ts';
import { agentsOfJob, refusedAgent } from './job/agents-of-job.ts';

/** So many of an account at the same time. */
const underWayMax = 10;
/** So many are kept, those that have ended with them. */
const keptMax = 30;

export class AgentJobRequest {
  @IsIn(agentJobActions)
  readonly action!: AgentJobAction;

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
    await makeRoom(scope);
    const named = await agentsOfJob(scope, { ids, filter }, ruleLanguage);
    const id = agentJobId(identifiers.next());
    const change = AgentJob.start({ id, accountId: caller.accountId, action, reason, ...named }, at);
    await scope.agentJobs.store(change);
    if (!isDryRun) return change.state;
    const refused = await tryOut(scope, caller, change.state, context);
    const taken = change.state.take(id, at).state;
    return taken.advance(id, taken.next(agentsPerJobMax).length, refused, at).state;
  },
});

/** @throws DomainError `agentJobsTooMany`. */
async function makeRoom({ agentJobs }: Pick<WriteScope, 'agentJobs'>): Promise<void> {
  const [ended, underWay] = [[], []] as [AgentJob[], AgentJob[]];
  for (const job of await agentJobs.list()) (job.hasEnded ? ended : underWay).push(job);
  if (underWay.length >= underWayMax) {
    const message = `${underWayMax} jobs are under way in this account. Start another when one of them has ended, or cancel one.`;
    throw new DomainError('agentJobsTooMany', message);
  }
  for (const job of ended.slice(keptMax - underWay.length - 1)) await agentJobs.store(job.forget());
}

/** Does all of it in the transaction, which is undone. */
async function tryOut(
  scope: WriteScope,
  caller: Caller,
  job: AgentJob,
  context: AccountContext,
): Promise<readonly RefusedAgent[]> {
  const refused: RefusedAgent[] = [];
  const { action, reason } = job.state;
  for (const id of job.next(agentsPerJobMax)) {
    try {
      const attempt = { ...context.attempt };
      await agentDecisions[action](scope, caller, { id, reason }, { ...context, attempt });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(refusedAgent(id, error));
    }
  }
  return refused;
}
