import type { Middleware, ParameterizedContext } from 'koa';

/** What is known of a request before any surface sees it, and what surfaces tell the access log. */
export interface RequestState {
  /** The same id stands in the answer, the logs and the journal. */
  requestId: string;
  /** When the answer has to be there, in milliseconds of `performance.now()`. */
  deadline: number;
  accountId?: string;
  tokenId?: string;
}

export type HttpContext = ParameterizedContext<RequestState>;

/** A part of what the server offers. Answers what is its own and passes on what is not. */
export type Surface = Middleware<RequestState>;
