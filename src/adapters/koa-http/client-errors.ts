import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerHeaders } from './answer-headers.ts';
import { closeInStages, parsingStopped } from './staged-close.ts';
import { errorFormatAt, type Surface } from './surface.ts';

interface ClientError extends NodeJS.ErrnoException {
  /** What came in last. */
  readonly rawPacket?: Buffer;
}

const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};
const malformed = [400, 'The request is not well-formed HTTP/1.1.'] as const;

/** As far as it can be read of what Node's parser refused. */
const requestTarget = /^[A-Z]+ ([^ ?\r\n]+)/;
const targetCharactersMax = 256;

/** Answers what Node's parser refuses, which never becomes a request. */
export const answerClientError =
  (surfaces: readonly Surface[]) =>
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
    const errorFormat = errorFormatAt(surfaces, requestTarget.exec(start)?.[1] ?? '');
    const body = errorFormat.body(status, detail);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${errorFormat.contentType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(answerHeaders).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
    ];
    closeInStages(socket, `${head.join('\r\n')}\r\n\r\n${body}`);
  };

/** Answers a request that came on a connection on which too many wait, or that is one too many, with its end. */
export const refuseWithConnection =
  (surfaces: readonly Surface[]) =>
  ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    const { contentType, body } = errorFormatAt(surfaces, url.replace(/\?.*/s, ''));
    response.writeHead(503, {
      ...answerHeaders,
      'Content-Type': contentType,
      'Retry-After': '1',
      Connection: 'close',
    });
    response.end(
      body(
        503,
        'There are too many connections, or too many requests wait on this one. Nothing has changed; send this one again on another.',
      ),
    );
  };
