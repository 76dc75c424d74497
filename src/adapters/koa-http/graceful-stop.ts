import type { Server } from 'node:http';
import type { HttpMiddleware } from './request-state.ts';
import { refuse } from './surface.ts';

const retryAfterSeconds = 5;

/** Lets requests in flight finish and takes no new ones. */
export class GracefulStop {
  private stopping = false;
  private inFlight = 0;
  private readonly idle = Promise.withResolvers<void>();

  readonly isStopping = (): boolean => this.stopping;

  /** Counts what is in flight, and refuses what comes over kept connections once the service is stopping. */
  readonly middleware: HttpMiddleware = async (context, next) => {
    this.inFlight += 1;
    context.res.once('close', () => {
      this.inFlight -= 1;
      this.settle();
    });
    if (this.stopping) {
      context.res.setHeader('Retry-After', String(retryAfterSeconds));
      refuse(context, 503, 'The service is stopping. Send the request again.');
    } else {
      await next();
    }
    if (this.stopping) context.res.setHeader('Connection', 'close');
  };

  /** Resolves when nothing is in flight any more, or after `secondsMax`, and every connection is closed. */
  async stop(server: Server, secondsMax: number): Promise<void> {
    this.stopping = true;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    const { promise: late, resolve: giveUp } = Promise.withResolvers<void>();
    const timer = setTimeout(giveUp, secondsMax * 1000);
    this.settle();
    await Promise.race([this.idle.promise, late]);
    clearTimeout(timer);
    // Connections on which nothing was ever asked count as busy for `close`, which would wait for them.
    server.closeAllConnections();
    await closed;
  }

  private settle(): void {
    if (this.stopping && this.inFlight === 0) this.idle.resolve();
  }
}
