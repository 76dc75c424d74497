import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { AgentJob } from '../../domain/agent/agent-job.ts';
import { accountTarget } from '../accounts/account/account-target.ts';
import { requireChangeableHere } from '../groups/group/group-changer.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { reasonCharactersMax } from './agent/agent-decision.ts';
import { BringBack } from './brake/bring-back.ts';
import { nextToBringBack, startBringingBack } from './job/bring-back-jobs.ts';
import { tryOut } from './job/try-out.ts';

export class BringingBack {
  /** Why, for the audit log. */
  @Optional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  readonly reason?: string;
}

/**
 * Brings all agents back whom the directory deactivated in the wave, as they were: jobs of a thousand, one after the other, beside all
 * requests. Whoever is back, was removed, or was deactivated by somebody here stays as it is. The brake is released behind the last.
 * Doing so twice answers the same job. A dry run brings the first thousand back at once.
 *
 * @throws DomainError `nobodyToBringBack`, `agentJobsTooMany`, `directoryOnly`, `ssoNotSetUp`.
 */
export const bringAgentsBack = defineUseCase({
  name: 'BringAgentsBack',
  permission: 'agents:administer',
  kind: 'ownTransactions',
  input: BringingBack,
  readsJournal: () => true,
  target: accountTarget,
  run: async (unitOfWork, caller, { reason }, context): Promise<AgentJob> => {
    requireChangeableHere(caller, context.account, 'its agents');
    context.account.requireSso();
    const agents = await unitOfWork.read(caller, (scope) => nextToBringBack(scope));
    const job = await unitOfWork.transact(caller, (scope) =>
      startBringingBack(scope, caller, { agents, reason }, context),
    );
    if (!context.isDryRun) return job;
    return tryOut(job, context, (ids) => new BringBack(unitOfWork, caller, context, reason).of(ids));
  },
});
