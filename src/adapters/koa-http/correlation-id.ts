import { hideTokens } from '../../application/access/token/token-text.ts';
import { newRequestId } from './new-request-id.ts';
import type { HttpMiddleware } from './request-state.ts';

// What one sends stands in logs and the journal, so it may neither break a line nor fill a disk.
const harmless = /^[\w.-]{1,128}$/;

// Of version 7: the request log finds a request by the time that its id tells.
/** Gives the request its id, the one that was sent as `X-Request-Id` where that is harmless. */
export const correlationId: HttpMiddleware = (context, next) => {
  const sent = context.get('X-Request-Id');
  const requestId = harmless.test(sent) && hideTokens(sent) === sent ? sent : newRequestId();
  context.state.requestId = requestId;
  context.res.setHeader('X-Request-Id', requestId);
  return next();
};
