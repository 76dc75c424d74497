import type { Logger } from 'pino';
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
      const startedAt = performance.now();
      context.res.once('close', () => logger.info(line(context, startedAt), 'request'));
    }
    return next();
  };

const line = ({ req, res, path, state }: HttpContext, startedAt: number) => ({
  method: req.method,
  path: path.slice(0, pathCharactersMax),
  status: res.statusCode,
  milliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
  bytes: Number(res.getHeader('Content-Length') ?? 0),
  requestId: state.requestId,
  accountId: state.accountId,
  tokenId: state.tokenId,
  aborted: res.writableFinished ? undefined : true,
});
