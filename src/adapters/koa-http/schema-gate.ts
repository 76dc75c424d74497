import { setTimeout as pause } from 'node:timers/promises';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { Storage } from '../../application/ports/storage.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import type { HttpMiddleware } from './request-state.ts';
import { refuse } from './surface.ts';

const retrySeconds = 2;

/**
 * Keeps requests out until the database schema is up to date. While the database is away the process lives, says
 * that it is not ready, answers 503, and goes on by itself when the database is back.
 */
export class SchemaGate {
  private isOpen = false;
  private closedBecause = new StorageUnavailable();

  constructor(
    private readonly storage: Storage,
    /** Brings the schema up to date, or throws where that is left to the operator. */
    private readonly prepareSchema: (storage: Storage) => Promise<void>,
    private readonly log: OperationalLog,
  ) {}

  /** Leaves the gate closed while the database does not answer. @throws what `prepareSchema` throws besides */
  async tryToOpen(): Promise<void> {
    try {
      await this.prepareSchema(this.storage);
      this.isOpen = true;
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      this.closedBecause = error;
      this.log.warn('The database does not answer; trying again', { cause: String(error.cause ?? error) });
    }
  }

  /** Resolves when the gate is open or `stop` is aborted. @throws as `tryToOpen` does */
  async openInTime(stop: AbortSignal): Promise<void> {
    while (!this.isOpen && !stop.aborted) {
      // Rejects when it is aborted, which is no error.
      await pause(retrySeconds * 1000, undefined, { signal: stop }).catch(() => undefined);
      if (!stop.aborted) await this.tryToOpen();
    }
  }

  /** What readiness asks. @throws StorageUnavailable */
  async ping(): Promise<void> {
    if (!this.isOpen) throw this.closedBecause;
    await this.storage.ping();
  }

  readonly middleware: HttpMiddleware = (context, next) => {
    if (this.isOpen) return next();
    context.res.setHeader('Retry-After', String(retrySeconds));
    refuse(context, 503, 'The service waits for its database. Nothing has changed; send the request again.');
  };
}
