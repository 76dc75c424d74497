import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import { useCases } from '../../application/index.ts';
import { mayRun } from '../../application/requester/require-permission.ts';
import type { CallerLimits } from '../koa-http/admit-caller.ts';
import { presentsCredentials } from '../koa-http/presented-token.ts';
import type { ScimState } from './scim-context.ts';

type Guard = Middleware<ScimState>;

/** A use case that a route is for; its input names the resource by `id`, where it is about one. */
export type Attempted =
  | ('listAgents' | 'readAgent' | 'provisionAgent' | 'provisionAgents' | 'reviseAgent' | 'removeAgent')
  | ('listGroups' | 'readGroup' | 'createGroup' | 'reviseGroup' | 'removeGroup')
  | 'listProfileAttributes';

/**
 * Has the use case that a route is for refuse whoever may not run it, before a body is read: such a refusal is in the
 * audit log as every other is.
 */
export const forWhoeverMay =
  (application: Application, attempted: Attempted): Guard =>
  ({ params, state: { caller } }, next) =>
    mayRun(useCases[attempted].permission, caller.principal)
      ? next()
      : application[attempted](caller, { id: params.id } as never);

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
