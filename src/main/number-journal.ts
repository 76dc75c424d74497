import { setTimeout } from 'node:timers/promises';
import type { Container } from 'inversify';
import { StorageUnavailable } from '../application/ports/storage-errors.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';

/** Followers see an entry within a second of its commit. */
const pauseMilliseconds = 200;

/** Has what any process commits get its position soon, until it is told to stop. Where there is one writer nothing is left to do. */
export async function numberJournal(container: Container, stop: AbortSignal): Promise<void> {
  if (resolve(container, bindings.logConnections).haveOneWriter) return;
  const order = resolve(container, bindings.journalOrder);
  const log = resolve(container, bindings.log);
  for (;;) {
    await setTimeout(pauseMilliseconds, undefined, { signal: stop, ref: false }).catch(() => {});
    if (stop.aborted) return;
    await order.advance().catch((error: unknown) => {
      // Readiness tells of a database that does not answer.
      if (!(error instanceof StorageUnavailable))
        log.error('Entries of the audit log could not be given their positions', error);
    });
  }
}
