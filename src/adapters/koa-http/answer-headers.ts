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

export const withAnswerHeaders: HttpMiddleware = (context, next) => {
  context.set(answerHeaders);
  return next();
};
