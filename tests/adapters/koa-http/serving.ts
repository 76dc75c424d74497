import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { pino } from 'pino';
import type { ErrorFormat } from '../../../src/adapters/koa-http/error-format.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { RequestsInFlight } from '../../../src/adapters/koa-http/requests-in-flight.ts';
import { HttpServer, type HttpServerSettings } from '../../../src/adapters/koa-http/server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Serving {
  readonly server: HttpServer;
  readonly port: number;
  readonly logLines: readonly string[];
  ask(path: string, options?: Asking): Promise<Answer>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

type Serves = Partial<HttpServerSettings> & {
  readonly ping?: () => Promise<void>;
  readonly prefix?: string;
  readonly inFlight?: RequestsInFlight;
};

const plainErrors: ErrorFormat = {
  contentType: 'application/json',
  body: (status, detail) => JSON.stringify({ status, detail }),
};

/** A server on a free port with one surface, which answers with this: everything, or what is below the prefix. */
export async function serving(
  middleware: HttpMiddleware,
  { ping = async () => {}, prefix = '', inFlight = new RequestsInFlight(100), ...settings }: Serves = {},
): Promise<Serving> {
  const surface = { prefixes: [prefix], errorFormat: plainErrors, middleware };
  const gate = { ping, middleware: ((_, next) => next()) as HttpMiddleware };
  const logLines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void logLines.push(line) });
  const all = {
    host: '127.0.0.1',
    port: 0,
    trustProxy: false,
    requestsInFlightMax: 100,
    requestSecondsMax: 50,
    stopSecondsMax: 5,
    ...settings,
  };
  const server = new HttpServer([surface], inFlight, gate, logger, all);
  const { port } = await server.listen();
  return { server, port, logLines, ask: (path, options) => ask(port, path, options) };
}

export function ask(
  port: number,
  path: string,
  { method = 'GET', headers, body }: Asking = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    response.on('error', reject);
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** What the server sends on a connection, to its end, for a text that no HTTP client would send. */
export function exchange(port: number, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    received += chunk;
  });
  socket.on('close', () => resolve(received));
  socket.on('error', reject);
  return promise;
}
