import type { HttpMiddleware } from './request-state.ts';

/** Has whatever works for the request know until when it is worth while. */
export const requestDeadline =
  (secondsMax: number): HttpMiddleware =>
  (context, next) => {
    context.state.deadline = performance.now() + secondsMax * 1000;
    return next();
  };
