import { credentialHeaders } from './presented-token.ts';
import type { HttpMiddleware } from './request-state.ts';

/**
 * What stands in every answer, unless its surface says otherwise. RFC 9111 section 3.5 keeps shared caches from answers to
 * `Authorization` only; tokens come in `apiToken` as well, and what is answered is about people.
 */
export const answerHeaders = {
  'Cache-Control': 'no-store',
  Vary: credentialHeaders.join(', '),
  'X-Content-Type-Options': 'nosniff',
} as const;

const inEveryAnswer = new Map(Object.entries(answerHeaders));

// Node's own way of setting headers, here and for every other header: Koa's makes three lists for each.
export const withAnswerHeaders: HttpMiddleware = (context, next) => {
  context.res.setHeaders(inEveryAnswer);
  return next();
};
