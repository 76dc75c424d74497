import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import { readCheckpoint } from '../../application/audit/read-checkpoint.ts';
import { readTile } from '../../application/audit/read-tile.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { entityTag, matchesTag } from '../../scim/etag.ts';
import type { AuthenticatedState, CallerLimits } from '../koa-http/admit-caller.ts';
import { problemFormat } from '../koa-http/error-format.ts';
import type { HttpMiddleware } from '../koa-http/request-state.ts';
import type { Surface } from '../koa-http/surface.ts';
import type { AdminContext } from './admin-context.ts';
import { apiErrors } from './api-errors.ts';
import { type AuthenticationSettings, authenticateCaller } from './authenticate-caller.ts';
import { ApiProblem } from './problem.ts';
import { refuseUnrouted } from './refuse-unrouted.ts';

/** What verifiers take for the address of the log (C2SP tlog-tiles). */
const sealedLogPath = '/audit-log';

/** What stands at its address never changes. It is for whoever brings credentials, and so for no cache that is shared. */
const immutable = 'private, max-age=31536000, immutable';

/** The checkpoints and the tiles of the sealed audit log, as C2SP tlog-tiles lays them out. */
export function sealedLogSurface(
  application: Pick<Application, 'authenticateToken' | 'authenticateSession' | 'readCheckpoint' | 'readTile'>,
  callers: CallerLimits,
  log: OperationalLog,
  settings: AuthenticationSettings,
): Surface {
  const authenticated = authenticateCaller(application, callers, settings);
  const router = new Router<AuthenticatedState>({ prefix: sealedLogPath, sensitive: true });

  router.get('/checkpoint', authenticated, async (context) => {
    const { res, state } = context;
    state.attempted = readCheckpoint.name;
    const checkpoint = await application.readCheckpoint(state.caller);
    if (checkpoint === undefined)
      throw new ApiProblem('pathUnknown', 'There is no checkpoint yet. The first one comes within a minute.');
    const tag = entityTag(checkpoint.size);
    res.setHeader('Cache-Control', 'private, no-cache');
    res.setHeader('ETag', tag);
    context.status = matchesTag(context.get('If-None-Match'), tag) ? 304 : 200;
    if (context.status === 304) return;
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    context.body = checkpoint.note;
  });

  router.get('/tile/*path', authenticated, async (context) => {
    const { res, state } = context;
    state.attempted = readTile.name;
    const tile = await application.readTile(state.caller, {
      path: context.path.slice(sealedLogPath.length + 1),
    });
    if (tile === undefined)
      throw new ApiProblem('pathUnknown', 'The tree has no such tile, or none that is so wide yet.');
    res.setHeader('Cache-Control', immutable);
    res.setHeader('Content-Type', 'application/octet-stream');
    context.body = tile;
  });

  const dispatch = router.routes() as Middleware<AuthenticatedState>;
  const answerErrors = apiErrors(log);
  const middleware: HttpMiddleware = (context) =>
    answerErrors(context, async () => {
      const unrouted = () =>
        authenticated(context as AdminContext, async () => refuseUnrouted(context as AdminContext));
      await dispatch(context as AdminContext, unrouted);
    });
  return { prefixes: [sealedLogPath], errorFormat: problemFormat, middleware };
}
