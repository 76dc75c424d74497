import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { hideSecrets } from '../../application/requests/request/hide-secrets.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';

const pathCharactersMax = 256;

/**
 * One line for each request, once its answer is out or the client is gone. The query stays out of it, since
 * filters hold people's addresses, and so do headers and bodies.
 */
export const accessLog =
  (logger: Logger): HttpMiddleware =>
  (context, next) => {
    if (logger.isLevelEnabled('info')) {
      const begun = { at: performance.now(), bytesWritten: context.req.socket.bytesWritten };
      context.res.once('close', () => logger.info(line(context, begun), 'request'));
    }
    return next();
  };

interface Begun {
  readonly at: number;
  /** To the connection, by then. */
  readonly bytesWritten: number;
}

const line = ({ req, res, path, state, body }: HttpContext, begun: Begun) => ({
  method: req.method,
  path: hideSecrets(path.slice(0, pathCharactersMax)),
  status: res.statusCode,
  milliseconds: Math.round((performance.now() - begun.at) * 10) / 10,
  // Of an answer that is streamed, with what frames it.
  bytes:
    body instanceof Readable
      ? req.socket.bytesWritten - begun.bytesWritten
      : Number(res.getHeader('Content-Length') ?? 0),
  requestId: state.requestId,
  traceId: state.trace?.traceId,
  accountId: state.accountId,
  tokenId: state.tokenId,
  sessionId: state.sessionId,
  aborted: res.writableFinished ? undefined : true,
});
