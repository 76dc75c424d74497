import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerHeaders } from './answer-headers.ts';
import { newRequestId } from './new-request-id.ts';
import { closeInStages, parsingStopped } from './staged-close.ts';
import { errorFormatAt, type Surface } from './surface.ts';
import type { UnreadRequests } from './unread-requests.ts';

interface ClientError extends NodeJS.ErrnoException {
  /** What came in last. */
  readonly rawPacket?: Buffer;
}

const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};
const malformed = [400, 'The request is not well-formed HTTP/1.1.'] as const;

const crowded =
  'There are too many connections, or too many requests wait on this one. Nothing has changed; send this one again on another.';

/** As far as it can be read of what Node's parser refused. */
const requestTarget = /^([A-Z]+) ([^ ?\r\n]+)/;
const targetCharactersMax = 256;

/** Answers what Node's parser refuses, which never becomes a request. */
export const answerClientError =
  (surfaces: readonly Surface[], unread: UnreadRequests) =>
  (error: ClientError, socket: Duplex): void => {
    // It is answered already, and what still comes is dropped.
    if (socket.writableEnded) return;
    if (error.code === parsingStopped) {
      // Others are answered before it ends. Until then the client has to keep what it still sends.
      socket.pause();
      return;
    }
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, detail] = refusals[error.code ?? ''] ?? malformed;
    const start = error.rawPacket?.toString('latin1', 0, targetCharactersMax) ?? '';
    const [, method = '', path = ''] = requestTarget.exec(start) ?? [];
    const errorFormat = errorFormatAt(surfaces, path);
    const body = errorFormat.body(status, detail);
    const requestId = newRequestId();
    unread.record(socket, { requestId, method, path, status, detail });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${errorFormat.contentType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(answerHeaders).map(([name, value]) => `${name}: ${value}`),
      `X-Request-Id: ${requestId}`,
      'Connection: close',
    ];
    closeInStages(socket, `${head.join('\r\n')}\r\n\r\n${body}`);
  };

/** Answers a request that came on a connection on which too many wait, or that is one too many, with its end. */
export const refuseWithConnection =
  (surfaces: readonly Surface[], unread: UnreadRequests) =>
  ({ url = '', method = '', socket }: IncomingMessage, response: ServerResponse): void => {
    const path = url.replace(/\?.*/s, '');
    const { contentType, body } = errorFormatAt(surfaces, path);
    const requestId = newRequestId();
    unread.record(socket, { requestId, method, path, status: 503, detail: crowded });
    response.writeHead(503, {
      ...answerHeaders,
      'X-Request-Id': requestId,
      'Content-Type': contentType,
      'Retry-After': '1',
      Connection: 'close',
    });
    response.end(body(503, crowded));
  };
