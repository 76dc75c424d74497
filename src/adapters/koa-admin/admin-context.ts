import type { RouterContext } from '@koa/router';
import type { AuthenticatedState } from '../koa-http/admit-caller.ts';

export type AdminContext = RouterContext<AuthenticatedState>;
