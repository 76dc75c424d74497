import type { RouterContext, RouterMiddleware } from '@koa/router';
import { type SsoConnectionId, ssoConnectionId } from '../../domain/sign-in/sso-connection.ts';
import type { AuthenticatedState } from '../koa-http/admit-caller.ts';
import { PrivateCookie } from '../koa-http/private-cookie.ts';

export interface SignInState extends AuthenticatedState {
  /** The address that identity providers know. */
  address: string;
}

export type SignInContext = RouterContext<SignInState>;
export type Endpoint = RouterMiddleware<SignInState>;

/** What a browser holds of the sign-ins that are under way in it. */
export const signInCookie = new PrivateCookie('rollcall-sign-in');

/** The connection that the path names, of which nothing is known yet. */
export const connectionIn = ({ params }: SignInContext): SsoConnectionId =>
  ssoConnectionId(params.connection ?? '');
