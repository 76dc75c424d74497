import type { RouterContext } from '@koa/router';
import type { AuthenticatedState } from '../koa-http/authenticate.ts';

export type AdminContext = RouterContext<AuthenticatedState>;
