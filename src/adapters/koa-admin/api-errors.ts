import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { presentedToken } from '../koa-http/presented-token.ts';
import type { HttpContext, HttpMiddleware } from '../koa-http/request-state.ts';
import { referencePath } from './api-path.ts';
import { problemDetailsOf } from './problem-details.ts';

/** RFC 6750 section 3.1: whoever presented a token learns that it is the token. */
const challengeFor = (context: HttpContext): string =>
  `Bearer realm="Rollcall"${presentedToken(context) === undefined ? '' : ', error="invalid_token"'}`;

/** Turns whatever is thrown into a problem (RFC 9457); what is not known is logged with its cause. */
export const apiErrors =
  (log: OperationalLog): HttpMiddleware =>
  async (context, next) => {
    try {
      await next();
    } catch (error) {
      const { requestId } = context.state;
      const problem = problemDetailsOf(error, requestId, referencePath);
      if (problem.status === 500) log.error('A request of the API failed', error, { requestId });
      if (problem.status === 401) context.res.setHeader('WWW-Authenticate', challengeFor(context));
      if (error instanceof StorageUnavailable)
        context.res.setHeader('Retry-After', String(Math.ceil(error.retryAfterSeconds)));
      const { code, detail: message } = problem;
      context.state.refusal = { ...context.state.refusal, code, message };
      context.status = problem.status;
      context.res.setHeader('Content-Type', 'application/problem+json');
      context.body = JSON.stringify(problem);
    }
  };
