import type { Observer } from './observer.ts';

/** A request over HTTP as it came. */
interface BegunRequest {
  readonly method: string;
  /** What it says of the trace to which it belongs (W3C Trace Context); empty where it says nothing. */
  readonly traceparent: string;
}

/** What came of a request. Nothing of it names anybody. */
export interface RequestEnd {
  readonly method: string;
  /** As it was registered, `/scim/v2/Users/:id`, or the prefix of its surface; absent where no surface was there. */
  readonly route?: string;
  readonly status: number;
  /** What the client calls itself; anything. */
  readonly userAgent: string;
  /** Why it was refused, as the request log has it; absent where it was not. */
  readonly refusal?: string;
  /** Whether the client went away before it had the answer. */
  readonly isAborted: boolean;
}

/** Is told of every request that a surface may answer, and not of those of orchestrators. */
export type RequestObserver = Observer<BegunRequest, RequestEnd>;
