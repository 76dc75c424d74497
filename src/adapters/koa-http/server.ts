import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Storage } from '../../application/ports/storage.ts';
import { accessLog } from './access-log.ts';
import { answerClientError } from './client-errors.ts';
import { correlationId } from './correlation-id.ts';
import type { ErrorFormat } from './error-format.ts';
import { GracefulStop } from './graceful-stop.ts';
import { health } from './health.ts';
import { requestDeadline } from './request-deadline.ts';
import type { RequestState, Surface } from './request-state.ts';

export interface HttpServerSettings {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Whether `X-Forwarded-For`, `-Proto` and `-Host` are a proxy's word. */
  readonly trustProxy: boolean;
  /** Seconds after which nobody waits for an answer any more. */
  readonly requestSecondsMax: number;
  /** Seconds that requests in flight are given to finish. */
  readonly stopSecondsMax: number;
}

const limits = {
  // Okta gives up on a request after 60 seconds.
  requestTimeout: 60_000,
  headersTimeout: 20_000,
  // Longer than the proxies in front of us keep theirs, so that they never send into a closing connection.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16_384,
};
const headersMax = 100;

/** The HTTP server: what every request goes through, then the surfaces in their order. */
export class HttpServer {
  private readonly server: Server;
  private readonly graceful: GracefulStop;

  constructor(
    surfaces: readonly Surface[],
    storage: Pick<Storage, 'ping'>,
    errorFormat: ErrorFormat,
    logger: Logger,
    private readonly settings: HttpServerSettings,
  ) {
    this.graceful = new GracefulStop(errorFormat);
    const { isStopping, surface: gracefully } = this.graceful;
    const application = new Koa<RequestState>({ proxy: settings.trustProxy });
    const before = [
      correlationId,
      requestDeadline(settings.requestSecondsMax),
      accessLog(logger),
      health(storage, isStopping),
      gracefully,
    ];
    for (const surface of [...before, ...surfaces, nothingThere(errorFormat)]) application.use(surface);
    application.on('error', (error: Error & { headerSent?: boolean }) => {
      // The client is gone where its answer can no longer be sent; anything else should not have got here.
      logger[error.headerSent ? 'debug' : 'error']({ err: error }, 'a request could not be answered');
    });
    this.server = createServer(limits, application.callback());
    this.server.maxHeadersCount = headersMax;
    this.server.on('clientError', answerClientError(errorFormat));
  }

  /** Resolves with the address once it is listened on. @throws Error such as `EADDRINUSE`. */
  async listen(): Promise<{ readonly host: string; readonly port: number }> {
    this.server.listen(this.settings.port, this.settings.host);
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string')
      throw new Error('The server has no network address.');
    return { host: address.address, port: address.port };
  }

  /** Lets requests in flight finish and takes no new ones; resolves when every connection is closed. */
  async stop(): Promise<void> {
    await this.graceful.stop(this.server, this.settings.stopSecondsMax);
  }
}

const nothingThere =
  (errorFormat: ErrorFormat): Surface =>
  (context) => {
    context.status = 404;
    context.set('Content-Type', errorFormat.contentType);
    context.body = errorFormat.body(
      404,
      `There is nothing at ${JSON.stringify(context.path.slice(0, 200))}.`,
    );
  };
