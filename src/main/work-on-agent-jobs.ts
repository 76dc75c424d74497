import { setTimeout } from 'node:timers/promises';
import type { Container } from 'inversify';
import { AgentJobWork } from '../application/agents/job/agent-job-work.ts';
import type { Requester } from '../application/ports/caller.ts';
import { StorageUnavailable } from '../application/ports/storage-errors.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';

/** People look at a job that they have started. */
const pauseMilliseconds = 1_000;

/**
 * Works on the jobs of all accounts until it is told to stop. What was begun then ends, and any process may go on.
 *
 * @param requester - in whose name jobs are looked for.
 */
export async function workOnAgentJobs(
  container: Container,
  requester: () => Requester,
  stop: AbortSignal,
): Promise<void> {
  const work = resolve(container, AgentJobWork);
  const log = resolve(container, bindings.log);
  while (!stop.aborted) {
    const hasWorked = await work.round(requester(), stop).catch((error: unknown) => {
      // Readiness tells of a database that does not answer, and each second would be often.
      if (!(error instanceof StorageUnavailable)) log.error('A job could not be worked on', error);
      return false;
    });
    if (!hasWorked)
      await setTimeout(pauseMilliseconds, undefined, { signal: stop, ref: false }).catch(() => {});
  }
}
