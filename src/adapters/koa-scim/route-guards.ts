import type { Middleware } from 'koa';
import { requirePermission } from '../../application/requester/require-permission.ts';
import type { Permission } from '../../domain/permission/permission.ts';
import type { CallerLimits } from '../koa-http/authenticate.ts';
import { presentsCredentials } from '../koa-http/presented-token.ts';
import type { ScimState } from './scim-context.ts';

type Guard = Middleware<ScimState>;

/** Refuses whoever may not do what the route is for, before a body is read; use cases ask the same table again. */
export const requires =
  (permission: Permission): Guard =>
  ({ method, path, state }, next) => {
    requirePermission(`${method} ${path.slice(0, 80)}`, permission, state.caller.principal);
    return next();
  };

/**
 * RFC 7643 section 5: how to authenticate can be learned without having done so. Credentials that are sent are checked all
 * the same, since clients find out here whether theirs are right.
 */
export const openToAll =
  (authenticated: Guard, { rates }: CallerLimits): Guard =>
  async (context, next) => {
    if (presentsCredentials(context)) return authenticated(context, next);
    if (await rates.admitUnknown(context)) await next();
  };
