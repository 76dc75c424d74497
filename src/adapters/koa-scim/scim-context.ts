import type { RouterContext } from '@koa/router';
import type { AuthenticatedState } from '../koa-http/admit-caller.ts';
import type { UnkeptValues } from './unkept-values.ts';

export interface ScimState extends AuthenticatedState, UnkeptValues {
  /** Where this surface answers, as the client sees it: `https://rollcall.example.com/scim/v2`. */
  baseUrl: string;
}

export type ScimContext = RouterContext<ScimState>;

/** Answers one request, or throws what `error-mapping` turns into a SCIM error. */
export type Endpoint = (context: ScimContext) => void | Promise<void>;
