import type { AgentJob } from '../../../domain/agent/agent-job.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';

/** So many of an account at the same time. */
const underWayMax = 10;
/** So many are kept, those that have ended with them. */
const keptMax = 30;

/** Forgets jobs that have ended before their time, where one more would be too many. @throws DomainError `agentJobsTooMany`. */
export async function makeRoomForJob({ agentJobs }: Pick<WriteScope, 'agentJobs'>): Promise<void> {
  const [ended, underWay] = [[], []] as [AgentJob[], AgentJob[]];
  for (const job of await agentJobs.list()) (job.hasEnded ? ended : underWay).push(job);
  if (underWay.length >= underWayMax) {
    const message = `${underWayMax} jobs are under way in this account. Start another when one of them has ended, or cancel one.`;
    throw new DomainError('agentJobsTooMany', message);
  }
  // A wave of a hundred thousand has a hundred of them, in whose place nobody misses their own.
  const [asked, ofWaves] = [ended.filter(isAsked), ended.filter((job) => !isAsked(job))];
  for (const job of [...asked, ...ofWaves].slice(keptMax - underWay.length - 1))
    await agentJobs.store(job.forget());
}

const isAsked = ({ state }: AgentJob): boolean => state.action !== 'bringBack';
