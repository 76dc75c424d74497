import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { RequestObserver } from '../../application/ports/request-observer.ts';
import { accessLog } from './access-log.ts';
import { withAnswerHeaders } from './answer-headers.ts';
import { answerClientError, refuseWithConnection } from './client-errors.ts';
import { correlationId } from './correlation-id.ts';
import { GracefulStop } from './graceful-stop.ts';
import { health } from './health.ts';
import { observedRequests } from './observed-requests.ts';
import { OpenConnections } from './open-connections.ts';
import { PipelinedRequests } from './pipelined-requests.ts';
import { requestDeadline } from './request-deadline.ts';
import { requestLog } from './request-log.ts';
import type { RequestState } from './request-state.ts';
import type { RequestsInFlight } from './requests-in-flight.ts';
import type { SchemaGate } from './schema-gate.ts';
import { stagedClose } from './staged-close.ts';
import { answerBySurface, findSurface, type Surface } from './surface.ts';
import { type RequestRecording, UnreadRequests } from './unread-requests.ts';
import { wellAddressed } from './well-addressed.ts';

export interface HttpServerSettings {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Whether `X-Forwarded-For`, `-Proto` and `-Host` are a proxy's word. */
  readonly trustProxy: boolean;
  readonly requestsInFlightMax: number;
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
  // We say ourselves what is wrong with a request that has none.
  requireHostHeader: false,
};
/** Beyond its deadline a request is given so long for the client to take the answer. */
const unreadSecondsMax = 10;
const headersMax = 100;
const clientGone = new Set<unknown>(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

/** The HTTP server: what every request goes through, then the surface that it is for. */
export class HttpServer {
  /** Has a request answered that another server took. Resolves when its answer has begun. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  private readonly server: Server;
  private readonly graceful = new GracefulStop();

  constructor(
    private readonly surfaces: readonly Surface[],
    inFlight: Pick<RequestsInFlight, 'middleware'>,
    gate: Pick<SchemaGate, 'ping' | 'middleware'>,
    logger: Logger,
    private readonly settings: HttpServerSettings,
    /** Where requests are written down; absent where they are not. */
    recording?: RequestRecording,
    /** Absent where nobody wants to know. */
    observer?: RequestObserver,
  ) {
    const application = new Koa<RequestState>({ proxy: settings.trustProxy });
    const steps = [
      stagedClose,
      withAnswerHeaders,
      correlationId,
      requestDeadline(settings.requestSecondsMax),
      findSurface(surfaces),
      accessLog(logger),
      health(gate, this.graceful.isStopping),
      ...(observer === undefined ? [] : [observedRequests(observer)]),
      ...(recording === undefined ? [] : [requestLog(recording.log, recording.clock)]),
      this.graceful.middleware,
      wellAddressed,
      inFlight.middleware,
      gate.middleware,
      answerBySurface(surfaces),
    ];
    for (const step of steps) application.use(step);
    application.on('error', (error: Error & { headerSent?: boolean; code?: string }) => {
      // The client is gone where its answer can no longer be sent; anything else should not have got here.
      const isClientGone = error.headerSent && clientGone.has(error.code);
      logger[isClientGone ? 'debug' : 'error']({ err: error }, 'a request could not be answered');
    });
    this.answer = application.callback();
    const connections = new OpenConnections(settings.requestsInFlightMax, settings.trustProxy);
    const unread = new UnreadRequests(recording, observer);
    const refuse = refuseWithConnection(surfaces, unread);
    const { listener } = new PipelinedRequests(this.answer, refuse, connections.isCrowded);
    this.server = createServer(limits, listener);
    this.server.maxConnections = connections.serverMax;
    this.server.on('connection', connections.open);
    this.server.on('checkContinue', continueBefore(listener));
    this.server.on('checkExpectation', listener);
    // A client that takes nothing of its answer any more keeps neither its place nor its connection.
    this.server.timeout = (settings.requestSecondsMax + unreadSecondsMax) * 1000;
    this.server.maxHeadersCount = headersMax;
    this.server.on('clientError', answerClientError(surfaces, unread));
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
    const stopped = this.graceful.stop(this.server, this.settings.stopSecondsMax);
    for (const { endStreams } of this.surfaces) endStreams?.();
    await stopped;
    for (const { stop } of this.surfaces) await stop?.();
  }
}

/** A client that asks before it sends its body is told to go on once somebody reads it (RFC 9110 section 10.1.1). */
const continueBefore =
  (answer: RequestListener): RequestListener =>
  (request, response) => {
    request.once('resume', () => {
      if (!response.headersSent) response.writeContinue();
    });
    answer(request, response);
  };
