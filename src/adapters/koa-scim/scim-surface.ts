import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Provisioning } from '../../application/index.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { Surface } from '../koa-http/request-state.ts';
import { basePathOf, basePathPattern, baseUrlOf } from './base-url.ts';
import { createResource } from './endpoints/create-resource.ts';
import {
  listDescriptions,
  readDescription,
  readServiceProviderConfig,
  resourceTypes,
  schemas,
} from './endpoints/discovery.ts';
import { listResources } from './endpoints/list-resources.ts';
import { noGroups, noSuchGroup, notOffered, refuseUnrouted } from './endpoints/not-offered.ts';
import { patchResource } from './endpoints/patch-resource.ts';
import { readResource } from './endpoints/read-resource.ts';
import { removeResource } from './endpoints/remove-resource.ts';
import { replaceResource } from './endpoints/replace-resource.ts';
import { authenticate } from './middleware/authenticate.ts';
import { scimErrors } from './middleware/scim-errors.ts';
import { bodyReader } from './read-body.ts';
import type { ScimContext, ScimState } from './scim-context.ts';
import { UserBinding } from './users/user-binding.ts';

export interface ScimSettings {
  /** The address at which clients reach the service; without it, that of the request. */
  readonly publicUrl?: string;
  readonly bodyBytesMax: number;
}

/** SCIM 2.0 under `/scim/v2`, and under `/api/v1/scim/v2`, MaestroQA's path. */
export function scimSurface(
  provisioning: Provisioning,
  log: OperationalLog,
  settings: ScimSettings,
): Surface {
  const answerErrors = scimErrors(log);
  const authenticated = authenticate(provisioning);
  const dispatch = routes(provisioning, settings).routes() as Middleware<ScimState>;
  return async (context, next) => {
    const basePath = basePathOf(context.path);
    if (basePath === undefined) return next();
    const scim = context as ScimContext;
    scim.state.baseUrl = baseUrlOf(context, basePath, settings.publicUrl);
    const unrouted = async () => refuseUnrouted(scim);
    return answerErrors(context, () => authenticated(scim, () => dispatch(scim, unrouted)));
  };
}

/** Every route there is. */
function routes(provisioning: Provisioning, { bodyBytesMax }: ScimSettings): Router<ScimState> {
  const router = new Router<ScimState>({ prefix: basePathPattern, sensitive: true });
  const readBody = bodyReader(bodyBytesMax);
  const users = new UserBinding(provisioning);

  for (const path of ['/Me', '/Bulk', '/.search', '/Users/.search', '/Groups/.search'])
    router.all(path, notOffered);

  router.get('/Users', listResources(users));
  router.post('/Users', createResource(users, readBody));
  router.get('/Users/:id', readResource(users));
  router.put('/Users/:id', replaceResource(users, readBody));
  router.patch('/Users/:id', patchResource(users, readBody));
  router.delete('/Users/:id', removeResource(users));

  router.get('/Groups', noGroups);
  router.all('/Groups/:id', noSuchGroup);

  router.get('/ServiceProviderConfig', readServiceProviderConfig);
  const descriptions = { '/ResourceTypes': resourceTypes([users.type]), '/Schemas': schemas([users.type]) };
  for (const [path, described] of Object.entries(descriptions)) {
    router.get(path, listDescriptions(described));
    router.get(`${path}/:id`, readDescription(described));
  }
  return router;
}
