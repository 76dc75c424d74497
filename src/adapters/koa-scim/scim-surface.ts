import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { CallerLimits } from '../koa-http/admit-caller.ts';
import { authenticate } from '../koa-http/authenticate.ts';
import { BodiesInFlight } from '../koa-http/bodies-in-flight.ts';
import { CursorSeal } from '../koa-http/cursor-seal.ts';
import type { HttpMiddleware } from '../koa-http/request-state.ts';
import type { Surface } from '../koa-http/surface.ts';
import { basePathPattern, basePaths, baseUrlOf } from './base-url.ts';
import { noteLongBaseUrl } from './endpoints/base-url-too-long.ts';
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
import { asMe, refuseOwnChange } from './endpoints/me.ts';
import { patchResource } from './endpoints/patch-resource.ts';
import { readResource } from './endpoints/read-resource.ts';
import { refuseUnrouted } from './endpoints/refuse-unrouted.ts';
import { removeResource } from './endpoints/remove-resource.ts';
import { replaceResource } from './endpoints/replace-resource.ts';
import { GroupBinding } from './groups/group-binding.ts';
import { bodyReader, type ReadBody } from './read-body.ts';
import type { BindingsOf, ReadableBinding, ResourceBinding } from './resource-binding.ts';
import { RoleBinding } from './roles/role-binding.ts';
import { type Attempted, forWhoeverMay, openToAll } from './route-guards.ts';
import { isNeverReturned } from './schemas/never-returned.ts';
import type { Endpoint, ScimContext, ScimState } from './scim-context.ts';
import { scimErrorFormat, scimErrors } from './scim-errors.ts';
import { UnkeptAttributes } from './unkept-attributes.ts';
import { UserBinding } from './users/user-binding.ts';

export interface ScimSettings {
  /** The address at which clients reach the service; without it, that of the request. */
  readonly publicUrl?: string;
  readonly bodyBytesMax: number;
  /** Of one group. */
  readonly groupBodyBytesMax: number;
  /** With what cursors are sealed; the same in all processes of an installation. */
  readonly cursorSecret?: string;
}

export interface ScimPorts {
  readonly log: OperationalLog;
  readonly clock: Clock;
  readonly identifiers: IdentifierSource;
}

/** SCIM 2.0 under `/scim/v2`, and under `/api/v1/scim/v2`, MaestroQA's path. */
export function scimSurface(
  application: Application,
  callers: CallerLimits,
  ports: ScimPorts,
  settings: ScimSettings,
): Surface {
  const answerErrors = scimErrors(ports.log);
  const authenticated: Middleware<ScimState> = authenticate(application, callers);
  const routers = new RoutersBySegment();
  const open = openToAll(authenticated, callers);
  routers
    .of('/ServiceProviderConfig')
    .get('/ServiceProviderConfig', open, readServiceProviderConfig(settings.bodyBytesMax));
  for (const [method, path, attempted, endpoint] of routes(application, ports, settings)) {
    const guards = attempted === undefined ? [] : [forWhoeverMay(application, attempted)];
    routers.of(path)[method](path, authenticated, ...guards, endpoint);
  }
  const dispatch = routers.dispatch();
  const unkept = new UnkeptAttributes(application, ports.clock, ports.log);
  const middleware: HttpMiddleware = async (context) => {
    const scim = context as ScimContext;
    scim.state.baseUrl = baseUrlOf(context, settings.publicUrl);
    // Whoever is not known does not even learn what there is.
    const unrouted = () => authenticated(scim, async () => refuseUnrouted(scim));
    await answerErrors(context, () => dispatch(scim, unrouted));
    // Of what is refused nothing is kept, and the client is told.
    if (scim.status < 400) unkept.note(scim.state);
    else if (scim.status === 404) noteLongBaseUrl(scim.state);
  };
  return { prefixes: basePaths, errorFormat: scimErrorFormat, middleware, stop: () => unkept.write() };
}

/** Routes by the first segment of their paths: a request is held against the few that its own leads to. */
class RoutersBySegment {
  private readonly routers = new Map<string, Router<ScimState>>();

  /** @param path - below the prefix, as all of these. */
  of(path: string): Router<ScimState> {
    const segment = firstSegment(path);
    const known = this.routers.get(segment);
    if (known !== undefined) return known;
    const router = new Router<ScimState>({ prefix: basePathPattern, sensitive: true });
    this.routers.set(segment, router);
    return router;
  }

  dispatch(): Middleware<ScimState> {
    const routes = new Map([...this.routers].map(([segment, router]) => [segment, router.routes()]));
    return (context, next) => {
      const { path, state } = context;
      const dispatch = routes.get(firstSegment(path.slice(state.prefix?.length)));
      return dispatch === undefined ? next() : dispatch(context as ScimContext, next);
    };
  }
}

const firstSegment = (path: string): string => path.split('/', 2)[1] ?? '';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** Without a use case that is attempted, the endpoint says itself for whom it is. */
type Route = readonly [method: Method, path: string, attempted: Attempted | undefined, endpoint: Endpoint];

/** What somebody with a token can ask for. */
function* routes(
  application: Application,
  ports: ScimPorts,
  { bodyBytesMax, groupBodyBytesMax, cursorSecret }: ScimSettings,
): Iterable<Route> {
  const bodies = new BodiesInFlight(Math.max(bodyBytesMax, groupBodyBytesMax));
  const readBody = bodyReader(bodies, bodyBytesMax, isNeverReturned);
  const readGroup = bodyReader(bodies, groupBodyBytesMax, isNeverReturned);
  const seal = new CursorSeal(ports.clock, cursorSecret);
  const users = new UserBinding(application);
  const groups = new GroupBinding(application, 'agents');
  const userGroups = new GroupBinding(application, 'users');
  const everyType: BindingsOf = async ({ state }) =>
    (await groups.isOn(state)) ? [users, groups, userGroups] : [users];
  const roles = new RoleBinding();
  const describedTypes: BindingsOf = async (context) => [...(await everyType(context)), roles];

  yield ['get', '/', 'listAgents', listResources(everyType, seal)];
  yield ['post', '/.search', 'listAgents', searchResources(everyType, seal, readBody)];
  yield* resourceRoutes(users, aboutUsers, seal, readBody);
  for (const binding of [groups, userGroups]) yield* resourceRoutes(binding, aboutGroups, seal, readGroup);
  yield* readingRoutes(roles, aboutRoles, seal, readBody);
  const me = { type: users.type, read: (state: ScimState) => users.readOwn(state) };
  yield ['get', '/Me', undefined, asMe(readResource(me))];
  for (const method of ['post', 'put', 'patch', 'delete'] as const) {
    yield [method, '/Me', undefined, asMe(refuseOwnChange(application))];
  }
  yield ['post', '/Bulk', 'provisionAgents', executeBulk([users, groups, userGroups], readBody, ports)];
  for (const [path, describe] of Object.entries({ '/ResourceTypes': resourceTypes, '/Schemas': schemas })) {
    yield ['get', path, 'listProfileAttributes', listDescriptions(describedTypes, describe)];
    yield ['get', `${path}/:id`, 'listProfileAttributes', readDescription(describedTypes, describe)];
  }
}

/** The use cases that the routes of a type are for. */
type OfType = Readonly<Record<'list' | 'read' | 'create' | 'change' | 'remove', Attempted>>;

const aboutUsers: OfType = {
  list: 'listAgents',
  read: 'readAgent',
  create: 'provisionAgent',
  change: 'reviseAgent',
  remove: 'removeAgent',
};
const aboutGroups: OfType = {
  list: 'listGroups',
  read: 'readGroup',
  create: 'createGroup',
  change: 'reviseGroup',
  remove: 'removeGroup',
};
/** Roles are told to whoever is told of schemas. */
const aboutRoles = { list: 'listProfileAttributes', read: 'listProfileAttributes' } as const;

/** RFC 7644 section 3.4, for one type of resources. */
function* readingRoutes(
  binding: ReadableBinding,
  attempted: Pick<OfType, 'list' | 'read'>,
  seal: CursorSeal,
  readBody: ReadBody,
): Iterable<Route> {
  const { endpoint } = binding.type;
  const only: BindingsOf = async () => [binding];
  yield ['get', endpoint, attempted.list, listResources(only, seal)];
  yield ['post', `${endpoint}/.search`, attempted.list, searchResources(only, seal, readBody)];
  yield ['get', `${endpoint}/:id`, attempted.read, readResource(binding)];
}

/** RFC 7644 section 3.2, for one type of resources. */
function* resourceRoutes(
  binding: ResourceBinding,
  attempted: OfType,
  seal: CursorSeal,
  readBody: ReadBody,
): Iterable<Route> {
  const { endpoint } = binding.type;
  yield* readingRoutes(binding, attempted, seal, readBody);
  yield ['post', endpoint, attempted.create, createResource(binding, readBody)];
  yield ['put', `${endpoint}/:id`, attempted.change, replaceResource(binding, readBody)];
  yield ['patch', `${endpoint}/:id`, attempted.change, patchResource(binding, readBody)];
  yield ['delete', `${endpoint}/:id`, attempted.remove, removeResource(binding)];
}
