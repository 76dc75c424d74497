import { AgentJob, agentJobId, agentsPerJobMax } from '../../../domain/agent/agent-job.ts';
import type { Wave } from '../../../domain/agent/brake-state.ts';
import { nobodyToBringBack } from '../../../domain/agent/deactivation-brake.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { requireAccount } from '../../accounts/account/require-account.ts';
import type { Caller } from '../../ports/caller.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { ReadScope, WriteScope } from '../../ports/unit-of-work.ts';
import { agentsOfWave } from '../brake/agents-of-wave.ts';
import { findAgentJob } from './find-agent-job.ts';
import { makeRoomForJob } from './room-for-job.ts';

interface Moment {
  readonly at: Instant;
  readonly identifiers: IdentifierSource;
}

/** Those whom the next job is to bring back: nobody once all have had a turn. @param after - whose turn was last. */
export async function nextToBringBack(
  scope: Pick<ReadScope, 'agents' | 'brake' | 'journal' | 'tokens'>,
  after?: AgentId,
): Promise<readonly AgentId[]> {
  const { wave } = (await scope.brake.find()).state;
  if (wave === undefined) return [];
  const views = await agentsOfWave(scope, wave, after, agentsPerJobMax);
  return views.map(({ agent }) => agent.state.id);
}

/**
 * Starts the first job. Where one is under way already, that is the answer.
 *
 * @throws DomainError `nobodyToBringBack`, `agentJobsTooMany`.
 */
export async function startBringingBack(
  scope: WriteScope,
  { accountId }: Caller,
  { agents, reason }: Pick<AgentJob['state'], 'agents' | 'reason'>,
  moment: Moment,
): Promise<AgentJob> {
  const { wave } = (await scope.brake.find()).state;
  const known = wave?.job && (await scope.agentJobs.find(wave.job));
  if (known !== undefined && !known.hasEnded) return known;
  if (wave === undefined || agents.length === 0) throw nobodyToBringBack();
  return startJob(scope, { accountId, agents, reason, instead: wave.job, goesOn: false }, moment);
}

/** What follows when a job has ended: the next one, or the end of the wave. */
export async function goOnBringingBack(
  scope: WriteScope,
  caller: Caller,
  { state: { id, reason, cancelledAt } }: AgentJob,
  agents: readonly AgentId[],
  moment: Moment,
): Promise<void> {
  if (cancelledAt !== undefined) return;
  if (agents.length > 0) {
    const { accountId } = caller;
    await startJob(scope, { accountId, agents, reason, instead: id, goesOn: true }, moment);
    return;
  }
  const { state: account } = await requireAccount(scope, caller);
  await scope.brake.change((brake) => brake.broughtBack(id, account, moment.at));
}

interface NextJob extends Pick<AgentJob['state'], 'accountId' | 'agents' | 'reason'> {
  readonly instead: Wave['job'];
  readonly goesOn: boolean;
}

/** @throws DomainError `agentJobsTooMany`, `nobodyToBringBack` where somebody decided otherwise meanwhile. */
async function startJob(
  scope: WriteScope,
  { instead, goesOn, ...asked }: NextJob,
  { at, identifiers }: Moment,
): Promise<AgentJob> {
  const id = agentJobId(identifiers.next());
  const { wave } = (await scope.brake.change((brake) => brake.bringBack(id, instead, goesOn))).state.state;
  if (wave?.job === undefined) throw nobodyToBringBack();
  if (wave.job !== id) return findAgentJob(scope.agentJobs, wave.job);
  await makeRoomForJob(scope);
  const change = AgentJob.start({ ...asked, id, action: 'bringBack', refused: [] }, at);
  await scope.agentJobs.store(change);
  return change.state;
}
