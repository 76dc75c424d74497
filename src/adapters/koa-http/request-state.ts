import type { Middleware, ParameterizedContext } from 'koa';
import type { Principal } from '../../application/ports/caller.ts';
import type {
  EntrySummary,
  RequestParts,
  RequestRefusal,
  RequestSubject,
} from '../../application/ports/request-log.ts';
import type { TraceContext } from '../../application/ports/trace-context.ts';
import type { ErrorFormat } from './error-format.ts';

/** What is known of a request before any surface sees it, and what surfaces tell the access log and the request log. */
export interface RequestState {
  /** The same id stands in the answer, the logs and the journal. */
  requestId: string;
  /** Where in a trace it belongs; absent where it is in none. */
  trace?: TraceContext;
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
  /** Who asks, once that is known. */
  principal?: Principal;
  /** The use case that the request is for, by its name: what was tried. */
  attempted?: string;
  /** What the request is about, as far as it says so itself. */
  subject?: RequestSubject;
  /** Why it is not carried out; whoever refuses it says so. */
  refusal?: RequestRefusal;
  /** What a person is shown to name the request by. */
  mnemonic?: string;
  /** What the journal got of the request. */
  entries?: EntrySummary[];
  /** What came of the request's parts, where it has some. */
  parts?: RequestParts;
  /** The path without what is secret in it; where it is not said, the request log has the path. */
  shownPath?: string;
  /** What was sent, as JSON, where a surface lets accounts have it kept. */
  body?: unknown;
  /** Whether nobody is to see the value of that name, as the surface's schemas say. */
  isMasked?: (name: string) => boolean;
}

export type HttpContext = ParameterizedContext<RequestState>;

export type HttpMiddleware = Middleware<RequestState>;
