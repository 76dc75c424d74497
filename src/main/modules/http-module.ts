import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../../config/app-config.ts';
import { adminSurface } from '../../adapters/koa-admin/admin-surface.ts';
import { sealedLogSurface } from '../../adapters/koa-admin/sealed-log-surface.ts';
import { consoleSurface } from '../../adapters/koa-console/console-surface.ts';
import { RateLimits } from '../../adapters/koa-http/rate-limits.ts';
import { RequestsInFlight } from '../../adapters/koa-http/requests-in-flight.ts';
import { SchemaGate } from '../../adapters/koa-http/schema-gate.ts';
import { HttpServer } from '../../adapters/koa-http/server.ts';
import { scimSurface } from '../../adapters/koa-scim/scim-surface.ts';
import { signInSurface } from '../../adapters/koa-sign-in/sign-in-surface.ts';
import { universalLogoutSurface } from '../../adapters/koa-sign-in/universal-logout.ts';
import type { Application, DryRuns } from '../../application/application.ts';
import { IdempotentRequests } from '../../application/idempotency/idempotent-requests.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { RequestLog } from '../../application/ports/request-log.ts';
import type { Storage } from '../../application/ports/storage.ts';
import { bindings } from '../bindings.ts';
import { consoleFolder } from '../console-folder.ts';
import { requestObserverOf } from '../observers-together.ts';
import { operatorTokenHashesOf } from '../operator-tokens.ts';
import { prepareSchema } from '../prepare-schema.ts';
import type { Watcher } from '../watcher.ts';
import { bindMade } from '../wiring.ts';

const { application, dryRuns, trustingApplication, log, logger, clock, identifiers } = bindings;
const { storage, config, requestLog } = bindings;

/**
 * The HTTP server and its surfaces.
 *
 * @param serves - whether this process is to be the only one that serves an embedded database.
 */
export const httpModule = ({ serves = false } = {}): ContainerModule =>
  new ContainerModule(({ bind }) => {
    const makeGate = (database: Storage, { migrate }: AppConfig, operationalLog: OperationalLog) =>
      new SchemaGate(database, (opened) => prepareSchema(opened, { migrate, serves }), operationalLog);
    bindMade(bind, SchemaGate, makeGate, [storage, config, log]);
    bindMade(bind, HttpServer, makeServer, [
      application,
      trustingApplication,
      dryRuns,
      IdempotentRequests,
      log,
      clock,
      identifiers,
      SchemaGate,
      logger,
      config,
      requestLog,
      bindings.watchers,
    ]);
  });

function makeServer(
  useCases: Application,
  trustingUseCases: Application,
  useCaseDryRuns: DryRuns,
  idempotentRequests: IdempotentRequests,
  operationalLog: OperationalLog,
  time: Clock,
  ids: IdentifierSource,
  gate: SchemaGate,
  accessLogger: Logger,
  settings: AppConfig,
  log: RequestLog,
  watchers: readonly Watcher[],
): HttpServer {
  const ports = { log: operationalLog, clock: time, identifiers: ids };
  const inFlight = new RequestsInFlight(settings.requestsInFlightMax);
  const callers = { rates: new RateLimits(settings), inFlight };
  const operatorTokenHashes = operatorTokenHashesOf(settings);
  const adminPorts = { log: operationalLog, clock: time, dryRuns: useCaseDryRuns, idempotentRequests };
  const adminSettings = { ...settings, operatorTokenHashes };
  const surfaces = [
    scimSurface(trustingUseCases, callers, ports, settings),
    adminSurface(useCases, callers, adminPorts, adminSettings),
    sealedLogSurface(useCases, callers, operationalLog, adminSettings),
    signInSurface(useCases, callers, operationalLog, settings),
    universalLogoutSurface(useCases, callers.rates, settings),
    consoleSurface(consoleFolder(), settings),
  ];
  const recording = settings.requestLogDays === 0 ? undefined : { log, clock: time };
  const observer = requestObserverOf(watchers);
  return new HttpServer(surfaces, inFlight, gate, accessLogger, settings, recording, observer);
}
