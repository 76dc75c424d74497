import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { authenticate } from '../koa-http/authenticate.ts';
import { presentsCredentials } from '../koa-http/presented-token.ts';
import type { HttpMiddleware } from '../koa-http/request-state.ts';
import type { Surface } from '../koa-http/surface.ts';
import { basePathPattern, basePaths, baseUrlOf } from './base-url.ts';
import { CursorSeal } from './cursor-seal.ts';
import { executeBulk } from './endpoints/bulk.ts';
import { createResource } from './endpoints/create-resource.ts';
import {
  listDescriptions,
  readDescription,
  readServiceProviderConfig,
  resourceTypes,
  schemas,
} from './endpoints/discovery.ts';
import { listResources, searchResources } from './endpoints/list-resources.ts';
import { asMe, refuseBoundToken, refuseOwnChange } from './endpoints/me.ts';
import { patchResource } from './endpoints/patch-resource.ts';
import { readResource } from './endpoints/read-resource.ts';
import { refuseUnrouted } from './endpoints/refuse-unrouted.ts';
import { removeResource } from './endpoints/remove-resource.ts';
import { replaceResource } from './endpoints/replace-resource.ts';
import { GroupBinding } from './groups/group-binding.ts';
import { bodyReader } from './read-body.ts';
import type { BindingsOf, ResourceBinding } from './resource-binding.ts';
import type { ScimContext, ScimState } from './scim-context.ts';
import { scimErrorFormat, scimErrors } from './scim-errors.ts';
import { UnkeptAttributes } from './unkept-attributes.ts';
import { UserBinding } from './users/user-binding.ts';

export interface ScimSettings {
  /** The address at which clients reach the service; without it, that of the request. */
  readonly publicUrl?: string;
  readonly bodyBytesMax: number;
  /** With what cursors are sealed; the same in all processes of an installation. */
  readonly cursorSecret?: string;
}

export interface ScimPorts {
  readonly log: OperationalLog;
  readonly clock: Clock;
  readonly identifiers: IdentifierSource;
}

const configurationPath = '/ServiceProviderConfig';

/** SCIM 2.0 under `/scim/v2`, and under `/api/v1/scim/v2`, MaestroQA's path. */
export function scimSurface(application: Application, ports: ScimPorts, settings: ScimSettings): Surface {
  const answerErrors = scimErrors(ports.log);
  const authenticated = authenticate(application);
  const dispatch = routes(application, ports, settings).routes() as Middleware<ScimState>;
  const unkept = new UnkeptAttributes(application, ports.clock, ports.log);
  const middleware: HttpMiddleware = async (context) => {
    const scim = context as ScimContext;
    scim.state.baseUrl = baseUrlOf(context, settings.publicUrl);
    const unrouted = async () => refuseUnrouted(scim);
    const routed = () => dispatch(scim, unrouted);
    await answerErrors(context, isOpenToAll(scim) ? routed : () => authenticated(scim, routed));
    // Of what is refused nothing is kept, and the client is told.
    if (scim.status < 400) unkept.note(scim.state);
  };
  return { prefixes: basePaths, errorFormat: scimErrorFormat, middleware, stop: () => unkept.write() };
}

/**
 * RFC 7643 section 5: how to authenticate can be learned without having done so. Credentials that are sent are checked all
 * the same, since clients find out here whether theirs are right.
 */
function isOpenToAll(context: ScimContext): boolean {
  const { method, path, state } = context;
  if (presentsCredentials(context) || !['GET', 'HEAD'].includes(method)) return false;
  return path.replace(/\/$/, '') === state.prefix + configurationPath;
}

/** Every route there is. */
function routes(
  application: Application,
  ports: ScimPorts,
  { bodyBytesMax, cursorSecret }: ScimSettings,
): Router<ScimState> {
  const router = new Router<ScimState>({ prefix: basePathPattern, sensitive: true });
  const readBody = bodyReader(bodyBytesMax);
  const seal = new CursorSeal(ports.clock, cursorSecret);
  const users = new UserBinding(application);
  const groups = new GroupBinding(application, 'agents');
  const userGroups = new GroupBinding(application, 'users');
  const everyType: BindingsOf = async ({ state }) =>
    (await groups.isOn(state)) ? [users, groups, userGroups] : [users];

  const searches: readonly (readonly [string, BindingsOf])[] = [
    ['/', everyType],
    [users.type.endpoint, async () => [users]],
    [groups.type.endpoint, async () => [groups]],
    [userGroups.type.endpoint, async () => [userGroups]],
  ];
  for (const [path, bindingsOf] of searches) {
    router.get(path, refuseBoundToken, listResources(bindingsOf, seal));
    router.post(
      `${path === '/' ? '' : path}/.search`,
      refuseBoundToken,
      searchResources(bindingsOf, seal, readBody),
    );
  }
  for (const binding of [users, groups, userGroups] satisfies ResourceBinding[]) {
    const { endpoint } = binding.type;
    router.post(endpoint, refuseBoundToken, createResource(binding, readBody));
    router.get(`${endpoint}/:id`, refuseBoundToken, readResource(binding));
    router.put(`${endpoint}/:id`, refuseBoundToken, replaceResource(binding, readBody));
    router.patch(`${endpoint}/:id`, refuseBoundToken, patchResource(binding, readBody));
    router.delete(`${endpoint}/:id`, refuseBoundToken, removeResource(binding));
  }
  router.get('/Me', asMe(readResource({ type: users.type, read: (state) => users.readOwn(state) })));
  for (const method of ['post', 'put', 'patch', 'delete'] as const)
    router[method]('/Me', asMe(refuseOwnChange));
  router.post('/Bulk', refuseBoundToken, executeBulk([users, groups, userGroups], readBody, ports));

  router.get(configurationPath, readServiceProviderConfig(bodyBytesMax));
  for (const [path, describe] of Object.entries({ '/ResourceTypes': resourceTypes, '/Schemas': schemas })) {
    router.get(path, listDescriptions(everyType, describe));
    router.get(`${path}/:id`, readDescription(everyType, describe));
  }
  return router;
}
