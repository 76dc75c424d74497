import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import type { Application, DryRuns } from '../../application/application.ts';
import type { IdempotentRequests } from '../../application/idempotency/idempotent-requests.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { AuthenticatedState, CallerLimits } from '../koa-http/admit-caller.ts';
import { BodiesInFlight } from '../koa-http/bodies-in-flight.ts';
import { CursorSeal } from '../koa-http/cursor-seal.ts';
import { problemFormat } from '../koa-http/error-format.ts';
import type { HttpMiddleware } from '../koa-http/request-state.ts';
import type { Surface } from '../koa-http/surface.ts';
import type { AdminContext } from './admin-context.ts';
import { apiErrors } from './api-errors.ts';
import { apiPath, referencePath } from './api-path.ts';
import { type AuthenticationSettings, authenticateCaller } from './authenticate-caller.ts';
import { EventStreams } from './event-streams.ts';
import { openApiDocument } from './openapi/document.ts';
import { referencePage } from './openapi/reference-page.ts';
import { OperationEndpoints } from './operation-endpoints.ts';
import { operations } from './operations/index.ts';
import { statusOfCodes } from './problem-details.ts';
import { refuseUnrouted } from './refuse-unrouted.ts';

export interface AdminSettings extends AuthenticationSettings {
  readonly bodyBytesMax: number;
  /** With what cursors are sealed; the same in all processes of an installation. */
  readonly cursorSecret?: string;
}

export interface AdminPorts {
  readonly log: OperationalLog;
  readonly clock: Clock;
  readonly dryRuns: DryRuns;
  readonly idempotentRequests: IdempotentRequests;
}

/** The administration API under `/api/v1`, its document and the page that shows it. */
export function adminSurface(
  application: Application,
  callers: CallerLimits,
  ports: AdminPorts,
  settings: AdminSettings,
): Surface {
  const authenticated = authenticateCaller(application, callers, settings);
  const endpoints = new OperationEndpoints(application, ports, new BodiesInFlight(settings.bodyBytesMax), {
    seal: new CursorSeal(ports.clock, settings.cursorSecret),
    bodyBytesMax: settings.bodyBytesMax,
  });
  const router = new Router<AuthenticatedState>({ prefix: apiPath, sensitive: true });
  for (const operation of Object.values(operations))
    router[operation.method](operation.path, authenticated, endpoints.of(operation));
  const streams = new EventStreams(application);
  router.get('/audit-log/stream', authenticated, streams.middleware);
  const dispatch = router.routes() as Middleware<AuthenticatedState>;
  const documents = openDocuments();
  const answerErrors = apiErrors(ports.log);
  const middleware: HttpMiddleware = (context) =>
    answerErrors(context, async () => {
      const open =
        context.method === 'GET' || context.method === 'HEAD' ? documents.get(context.path) : undefined;
      if (open !== undefined) {
        if (await callers.rates.admitUnknown(context)) open(context);
        return;
      }
      // Whoever is not known does not even learn what there is.
      const unrouted = () =>
        authenticated(context as AdminContext, async () => refuseUnrouted(context as AdminContext));
      await dispatch(context as AdminContext, unrouted);
    });
  return { prefixes: [apiPath], errorFormat: problemFormat, middleware, endStreams: streams.end };
}

/** What can be read without credentials, by its path: what the API is, and nothing of any account. */
function openDocuments(): ReadonlyMap<string, (context: Parameters<HttpMiddleware>[0]) => void> {
  let text: string | undefined;
  let page: ReturnType<typeof referencePage> | undefined;
  const showPage = (context: Parameters<HttpMiddleware>[0]) => {
    page ??= referencePage(openApiDocument(operations), statusOfCodes);
    context.res.setHeader('Content-Type', 'text/html; charset=utf-8');
    context.res.setHeader('Content-Security-Policy', page.contentSecurityPolicy);
    context.body = page.html;
  };
  return new Map([
    [
      `${apiPath}/openapi.json`,
      (context) => {
        text ??= JSON.stringify(openApiDocument(operations));
        context.res.setHeader('Content-Type', 'application/json');
        context.body = text;
      },
    ],
    [apiPath, showPage],
    [referencePath, showPage],
  ]);
}
