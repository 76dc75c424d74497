import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import { useCases } from '../../application/index.ts';
import { mayRun } from '../../application/requester/require-permission.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
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
  ({ params, state }, next) => {
    const { permission, name } = useCases[attempted];
    state.attempted = name;
    const { id } = params;
    if (id !== undefined) state.subject = { type: subjectTypes[attempted], id };
    return mayRun(permission, state.caller.principal)
      ? next()
      : application[attempted](state.caller, { id } as never);
  };

/** What the id in a path is of. */
const subjectTypes: Readonly<Record<Attempted, TargetType>> = {
  ...{ listAgents: 'agent', readAgent: 'agent', provisionAgent: 'agent', provisionAgents: 'agent' },
  ...{ reviseAgent: 'agent', removeAgent: 'agent' },
  ...{ listGroups: 'group', readGroup: 'group', createGroup: 'group', reviseGroup: 'group' },
  ...{ removeGroup: 'group', listProfileAttributes: 'attribute' },
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
