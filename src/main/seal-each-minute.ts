import type { Container } from 'inversify';
import type { Requester } from '../application/ports/caller.ts';
import { StorageUnavailable } from '../application/ports/storage-errors.ts';
import { atIntervals } from './at-intervals.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';

const minuteMilliseconds = 60_000;

/**
 * Seals the audit log at once and each minute, until it is told to stop. Where that fails the service goes on, and the log is
 * told once for as long as the reason is the same.
 *
 * @returns what seals once more, at the end. It never rejects.
 */
export function sealEachMinute(
  container: Container,
  requester: () => Requester,
  stop: AbortSignal,
): () => Promise<void> {
  const { sealAuditLog } = resolve(container, bindings.application);
  const log = resolve(container, bindings.log);
  let told: string | undefined;
  const seal = async () => {
    try {
      await sealAuditLog(requester());
      told = undefined;
    } catch (error) {
      // Readiness tells of a database that does not answer.
      const reason = error instanceof StorageUnavailable ? told : String(error);
      if (reason !== told) log.error('The audit log is not sealed up to now', error);
      told = reason;
    }
  };
  void atIntervals(minuteMilliseconds, seal, stop);
  return seal;
}
