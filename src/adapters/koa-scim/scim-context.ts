import type { RouterContext } from '@koa/router';
import type { Caller } from '../../application/ports/caller.ts';
import type { RequestState } from '../koa-http/request-state.ts';

export interface ScimState extends RequestState {
  /** Whom the token belongs to, in the token's account. */
  caller: Caller;
  /** Where this surface answers, as the client sees it: `https://rollcall.example.com/scim/v2`. */
  baseUrl: string;
}

export type ScimContext = RouterContext<ScimState>;

/** Answers one request, or throws what `error-mapping` turns into a SCIM error. */
export type Endpoint = (context: ScimContext) => void | Promise<void>;
