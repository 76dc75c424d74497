import type { Middleware, ParameterizedContext } from 'koa';
import type { ErrorFormat } from './error-format.ts';

/** What is known of a request before any surface sees it, and what surfaces tell the access log. */
export interface RequestState {
  /** The same id stands in the answer, the logs and the journal. */
  requestId: string;
  /** When the answer has to be there, in milliseconds of `performance.now()`. */
  deadline: number;
  /** How to write what is refused, before any surface sees the request. */
  errorFormat: ErrorFormat;
  /** Below which of its paths a surface was found; absent where none is there. */
  prefix?: string;
  /** Gives back the place that the request has among those that are under way. */
  leave?: () => void;
  accountId?: string;
  tokenId?: string;
  sessionId?: string;
}

export type HttpContext = ParameterizedContext<RequestState>;

export type HttpMiddleware = Middleware<RequestState>;
